-- The log takes INSERT only, whoever asks.
CREATE FUNCTION log_refuses_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the log is append-only' USING ERRCODE = 'insufficient_privilege';
END $$;
--> statement-breakpoint
CREATE TRIGGER log_entries_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON log_entries
  FOR EACH STATEMENT EXECUTE FUNCTION log_refuses_change();
--> statement-breakpoint
CREATE TRIGGER log_tiles_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON log_tiles
  FOR EACH STATEMENT EXECUTE FUNCTION log_refuses_change();
--> statement-breakpoint
CREATE TRIGGER log_checkpoints_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON log_checkpoints
  FOR EACH STATEMENT EXECUTE FUNCTION log_refuses_change();
--> statement-breakpoint
CREATE TRIGGER log_openings_stay BEFORE DELETE OR TRUNCATE ON log_openings
  FOR EACH STATEMENT EXECUTE FUNCTION log_refuses_change();
--> statement-breakpoint
-- An opening gets its entry once, and may lose its salt and its hash; nothing else of it changes.
CREATE FUNCTION log_openings_change_once() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.credential_id IS DISTINCT FROM OLD.credential_id
    OR NEW.position IS DISTINCT FROM OLD.position
    OR (OLD.entry_index IS NOT NULL AND NEW.entry_index IS DISTINCT FROM OLD.entry_index)
    OR (OLD.logged_at IS NOT NULL AND NEW.logged_at IS DISTINCT FROM OLD.logged_at)
    OR (NEW.entry_index IS NULL) <> (NEW.logged_at IS NULL)
    OR (NEW.salt IS NOT NULL AND NEW.salt IS DISTINCT FROM OLD.salt)
    OR (NEW.credential_hash IS NOT NULL
      AND NEW.credential_hash IS DISTINCT FROM OLD.credential_hash)
    OR (NEW.salt IS NULL) <> (NEW.credential_hash IS NULL)
  THEN
    RAISE EXCEPTION 'what opens an entry is only ever erased'
      USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER log_openings_change_once BEFORE UPDATE ON log_openings
  FOR EACH ROW EXECUTE FUNCTION log_openings_change_once();
