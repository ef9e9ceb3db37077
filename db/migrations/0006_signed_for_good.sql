-- What was signed stays as it was signed, until erasure takes all of it.
CREATE FUNCTION signed_credentials_are_for_good() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP <> 'UPDATE'
    OR NEW.credential_id IS DISTINCT FROM OLD.credential_id
    OR NEW.issuer IS DISTINCT FROM OLD.issuer
    OR NEW.signed_at IS DISTINCT FROM OLD.signed_at
    OR num_nonnulls(NEW.document, NEW.jwt, NEW.hash) > 0
  THEN
    RAISE EXCEPTION 'a signed credential is only ever erased' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER signed_credentials_are_for_good BEFORE UPDATE OR DELETE ON signed_credentials
  FOR EACH ROW EXECUTE FUNCTION signed_credentials_are_for_good();
--> statement-breakpoint
-- A key that signed is listed for ever: without it, what it signed would not verify.
CREATE FUNCTION issuer_keys_stay() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP <> 'UPDATE'
    OR NEW.id IS DISTINCT FROM OLD.id
    OR NEW.public_jwk IS DISTINCT FROM OLD.public_jwk
    OR (OLD.retired_at IS NOT NULL AND NEW.retired_at IS DISTINCT FROM OLD.retired_at)
    OR (OLD.compromised_since IS NOT NULL AND NEW.compromised_since IS NULL)
  THEN
    RAISE EXCEPTION 'a key of the issuer is only ever retired' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER issuer_keys_stay BEFORE UPDATE OR DELETE ON issuer_keys
  FOR EACH ROW EXECUTE FUNCTION issuer_keys_stay();
--> statement-breakpoint
-- A revocation is for good, also in a list whose purpose is suspension.
CREATE FUNCTION credential_statuses_keep_revocations() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP <> 'UPDATE'
    OR NEW.credential_id IS DISTINCT FROM OLD.credential_id
    OR NEW.list_id IS DISTINCT FROM OLD.list_id
    OR NEW.index IS DISTINCT FROM OLD.index
    OR (OLD.is_set AND NOT NEW.is_set AND EXISTS (
      SELECT FROM revocations WHERE credential_id = OLD.credential_id))
  THEN
    RAISE EXCEPTION 'a revoked credential stays revoked' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER credential_statuses_keep_revocations BEFORE UPDATE OR DELETE ON credential_statuses
  FOR EACH ROW EXECUTE FUNCTION credential_statuses_keep_revocations();
--> statement-breakpoint
-- Certificates issued before they were signed get no second mail when they are.
UPDATE credentials SET mailed_at = issued_at WHERE issued_at IS NOT NULL AND mailed_at IS NULL;
