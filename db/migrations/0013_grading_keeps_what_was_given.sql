-- A ruling takes INSERT only, whoever asks: what it changed is explained by it.
CREATE FUNCTION rulings_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'rulings and final marks never change' USING ERRCODE = 'insufficient_privilege';
END $$;
--> statement-breakpoint
CREATE TRIGGER item_rulings_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON item_rulings
  FOR EACH STATEMENT EXECUTE FUNCTION rulings_refuse_change();
--> statement-breakpoint
-- A final mark may only go, with the account of whoever it is about.
CREATE TRIGGER marks_stay BEFORE UPDATE ON marks
  FOR EACH STATEMENT EXECUTE FUNCTION rulings_refuse_change();
