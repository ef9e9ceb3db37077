-- The record takes INSERT only, whoever asks.
CREATE FUNCTION statements_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'statements are append-only' USING ERRCODE = 'insufficient_privilege';
END $$;
--> statement-breakpoint
CREATE TRIGGER statements_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON statements
  FOR EACH STATEMENT EXECUTE FUNCTION statements_refuse_change();
--> statement-breakpoint
CREATE TRIGGER statement_seals_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON statement_seals
  FOR EACH STATEMENT EXECUTE FUNCTION statements_refuse_change();
--> statement-breakpoint
-- Ids are given before they commit. Writers share this lock until their commit and
-- the sealer takes it alone, so that no statement can appear inside a sealed range.
CREATE FUNCTION statements_share_seal_lock() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_advisory_xact_lock_shared(7207001);
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER statements_before_insert BEFORE INSERT ON statements
  FOR EACH STATEMENT EXECUTE FUNCTION statements_share_seal_lock();
