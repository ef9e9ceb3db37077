DROP INDEX "credentials_issued";--> statement-breakpoint
CREATE INDEX "credentials_latest" ON "credentials" USING btree ("issued_at") WHERE issued_at is not null;--> statement-breakpoint
CREATE INDEX "credentials_issued" ON "credentials" USING btree ("achievement_id","user_id","issued_at","expires_at","id") WHERE issued_at is not null;