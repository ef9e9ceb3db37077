CREATE TABLE "angoff_items" (
	"panel_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"item_hash" text NOT NULL,
	"weight" real NOT NULL,
	CONSTRAINT "angoff_items_panel_id_position_pk" PRIMARY KEY("panel_id","position"),
	CONSTRAINT "angoff_items_panelId_itemHash_unique" UNIQUE("panel_id","item_hash")
);
--> statement-breakpoint
CREATE TABLE "angoff_judges" (
	"panel_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"invited_by" uuid NOT NULL,
	"invited_at" timestamp with time zone NOT NULL,
	"accepted_at" timestamp with time zone,
	"withdrawn_at" timestamp with time zone,
	"withdrawn_by" uuid,
	CONSTRAINT "angoff_judges_panel_id_user_id_pk" PRIMARY KEY("panel_id","user_id")
);
--> statement-breakpoint
CREATE TABLE "angoff_panels" (
	"id" uuid PRIMARY KEY NOT NULL,
	"course_slug" text NOT NULL,
	"test_id" text NOT NULL,
	"edition_id" uuid NOT NULL,
	"scope" text NOT NULL,
	"country" text,
	"created_by" uuid NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"round_one_closed_at" timestamp with time zone,
	"round_one_closed_by" uuid
);
--> statement-breakpoint
CREATE TABLE "angoff_ratings" (
	"panel_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"round" integer NOT NULL,
	"position" integer NOT NULL,
	"percent" integer NOT NULL,
	"rated_at" timestamp with time zone NOT NULL,
	CONSTRAINT "angoff_ratings_panel_id_user_id_round_position_pk" PRIMARY KEY("panel_id","user_id","round","position")
);
--> statement-breakpoint
CREATE TABLE "angoff_results" (
	"panel_id" uuid PRIMARY KEY NOT NULL,
	"published_by" uuid NOT NULL,
	"published_at" timestamp with time zone NOT NULL,
	"body" jsonb NOT NULL
);
--> statement-breakpoint
ALTER TABLE "angoff_items" ADD CONSTRAINT "angoff_items_panel_id_angoff_panels_id_fk" FOREIGN KEY ("panel_id") REFERENCES "public"."angoff_panels"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "angoff_items" ADD CONSTRAINT "angoff_items_item_hash_item_versions_hash_fk" FOREIGN KEY ("item_hash") REFERENCES "public"."item_versions"("hash") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "angoff_judges" ADD CONSTRAINT "angoff_judges_panel_id_angoff_panels_id_fk" FOREIGN KEY ("panel_id") REFERENCES "public"."angoff_panels"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "angoff_judges" ADD CONSTRAINT "angoff_judges_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "angoff_judges" ADD CONSTRAINT "angoff_judges_invited_by_users_id_fk" FOREIGN KEY ("invited_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "angoff_judges" ADD CONSTRAINT "angoff_judges_withdrawn_by_users_id_fk" FOREIGN KEY ("withdrawn_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "angoff_panels" ADD CONSTRAINT "angoff_panels_course_slug_courses_slug_fk" FOREIGN KEY ("course_slug") REFERENCES "public"."courses"("slug") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "angoff_panels" ADD CONSTRAINT "angoff_panels_edition_id_editions_id_fk" FOREIGN KEY ("edition_id") REFERENCES "public"."editions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "angoff_panels" ADD CONSTRAINT "angoff_panels_created_by_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "angoff_panels" ADD CONSTRAINT "angoff_panels_round_one_closed_by_users_id_fk" FOREIGN KEY ("round_one_closed_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "angoff_ratings" ADD CONSTRAINT "angoff_ratings_panel_id_user_id_angoff_judges_panel_id_user_id_fk" FOREIGN KEY ("panel_id","user_id") REFERENCES "public"."angoff_judges"("panel_id","user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "angoff_ratings" ADD CONSTRAINT "angoff_ratings_panel_id_position_angoff_items_panel_id_position_fk" FOREIGN KEY ("panel_id","position") REFERENCES "public"."angoff_items"("panel_id","position") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "angoff_results" ADD CONSTRAINT "angoff_results_panel_id_angoff_panels_id_fk" FOREIGN KEY ("panel_id") REFERENCES "public"."angoff_panels"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "angoff_results" ADD CONSTRAINT "angoff_results_published_by_users_id_fk" FOREIGN KEY ("published_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "angoff_items_item_hash_index" ON "angoff_items" USING btree ("item_hash");--> statement-breakpoint
CREATE INDEX "angoff_judges_user_id_index" ON "angoff_judges" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "angoff_judges_invited_by_index" ON "angoff_judges" USING btree ("invited_by");--> statement-breakpoint
CREATE INDEX "angoff_judges_withdrawn_by_index" ON "angoff_judges" USING btree ("withdrawn_by");--> statement-breakpoint
CREATE INDEX "angoff_panels_course_slug_created_at_index" ON "angoff_panels" USING btree ("course_slug","created_at");--> statement-breakpoint
CREATE INDEX "angoff_panels_edition_id_index" ON "angoff_panels" USING btree ("edition_id");--> statement-breakpoint
CREATE INDEX "angoff_panels_created_by_index" ON "angoff_panels" USING btree ("created_by");--> statement-breakpoint
CREATE INDEX "angoff_panels_round_one_closed_by_index" ON "angoff_panels" USING btree ("round_one_closed_by");--> statement-breakpoint
CREATE INDEX "angoff_ratings_panel_id_position_index" ON "angoff_ratings" USING btree ("panel_id","position");--> statement-breakpoint
CREATE INDEX "angoff_results_published_by_index" ON "angoff_results" USING btree ("published_by");--> statement-breakpoint
-- What a published cut score rests on takes no change, whoever asks.
CREATE FUNCTION angoff_refuses_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'a published panel does not change' USING ERRCODE = 'insufficient_privilege';
END $$;
--> statement-breakpoint
CREATE TRIGGER angoff_results_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON angoff_results
  FOR EACH STATEMENT EXECUTE FUNCTION angoff_refuses_change();
--> statement-breakpoint
CREATE TRIGGER angoff_items_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON angoff_items
  FOR EACH STATEMENT EXECUTE FUNCTION angoff_refuses_change();
--> statement-breakpoint
CREATE TRIGGER angoff_ratings_stay BEFORE TRUNCATE ON angoff_ratings
  FOR EACH STATEMENT EXECUTE FUNCTION angoff_refuses_change();
--> statement-breakpoint
CREATE TRIGGER angoff_judges_stay BEFORE TRUNCATE ON angoff_judges
  FOR EACH STATEMENT EXECUTE FUNCTION angoff_refuses_change();
--> statement-breakpoint
CREATE TRIGGER angoff_panels_stay BEFORE TRUNCATE ON angoff_panels
  FOR EACH STATEMENT EXECUTE FUNCTION angoff_refuses_change();
--> statement-breakpoint
-- The panel's row is held while this looks, so that publishing waits for who is writing and
-- who writes afterwards finds it published.
CREATE FUNCTION angoff_frozen_when_published() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  panel uuid := CASE WHEN TG_OP = 'INSERT' THEN NEW.panel_id ELSE OLD.panel_id END;
BEGIN
  PERFORM FROM angoff_panels WHERE id = panel FOR KEY SHARE;
  IF EXISTS (SELECT FROM angoff_results WHERE panel_id = panel)
    OR (TG_OP = 'UPDATE' AND NEW.panel_id <> OLD.panel_id)
  THEN
    RAISE EXCEPTION 'a published panel does not change' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;
--> statement-breakpoint
CREATE TRIGGER angoff_items_frozen BEFORE INSERT ON angoff_items
  FOR EACH ROW EXECUTE FUNCTION angoff_frozen_when_published();
--> statement-breakpoint
CREATE TRIGGER angoff_judges_frozen BEFORE INSERT OR UPDATE OR DELETE ON angoff_judges
  FOR EACH ROW EXECUTE FUNCTION angoff_frozen_when_published();
--> statement-breakpoint
CREATE TRIGGER angoff_ratings_frozen BEFORE INSERT OR UPDATE OR DELETE ON angoff_ratings
  FOR EACH ROW EXECUTE FUNCTION angoff_frozen_when_published();
--> statement-breakpoint
CREATE FUNCTION angoff_panel_frozen_when_published() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM angoff_results WHERE panel_id = OLD.id) THEN
    RAISE EXCEPTION 'a published panel does not change' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;
--> statement-breakpoint
CREATE TRIGGER angoff_panels_frozen BEFORE UPDATE OR DELETE ON angoff_panels
  FOR EACH ROW EXECUTE FUNCTION angoff_panel_frozen_when_published();
