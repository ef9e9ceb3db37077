-- PDFs, images and typefaces are compressed already: trying again cost the server time for each.
ALTER TABLE "files" ALTER COLUMN "bytes" SET STORAGE EXTERNAL;
