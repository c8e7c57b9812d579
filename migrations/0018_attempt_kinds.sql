CREATE TYPE "public"."attempt_kind" AS ENUM('interview', 'retry', 'drill');--> statement-breakpoint
DROP INDEX "attempts_one_open_idx";--> statement-breakpoint
ALTER TABLE "attempts" ADD COLUMN "kind" "attempt_kind" DEFAULT 'interview' NOT NULL;--> statement-breakpoint
ALTER TABLE "attempts" ADD COLUMN "based_on_id" uuid;--> statement-breakpoint
ALTER TABLE "attempts" ADD COLUMN "focus_section" "section";--> statement-breakpoint
ALTER TABLE "attempts" ADD COLUMN "focus_criteria" text[];--> statement-breakpoint
ALTER TABLE "attempts" ADD COLUMN "locked" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "attempts" ADD CONSTRAINT "attempts_based_on_id_attempts_id_fk" FOREIGN KEY ("based_on_id") REFERENCES "public"."attempts"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "attempts_one_open_drill_idx" ON "attempts" USING btree ("user_id","problem_id","focus_criteria") WHERE status = 'in_progress' and kind = 'drill';--> statement-breakpoint
CREATE INDEX "attempts_based_on_idx" ON "attempts" USING btree ("based_on_id");--> statement-breakpoint
CREATE UNIQUE INDEX "attempts_one_open_idx" ON "attempts" USING btree ("user_id","problem_id") WHERE status = 'in_progress' and kind <> 'drill';--> statement-breakpoint
ALTER TABLE "attempts" ADD CONSTRAINT "attempts_focus_section" CHECK (("attempts"."kind" = 'interview') = ("attempts"."focus_section" is null));--> statement-breakpoint
ALTER TABLE "attempts" ADD CONSTRAINT "attempts_focus_criteria" CHECK (("attempts"."kind" = 'drill') = (coalesce(cardinality("attempts"."focus_criteria"), 0) between 1 and 3) and ("attempts"."kind" = 'drill' or "attempts"."focus_criteria" is null));