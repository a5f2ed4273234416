"""Pages that are pictures: straightened, their lines found, their words read, their marks told."""
