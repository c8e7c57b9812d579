ALTER TABLE "judge_calls" ADD COLUMN "purpose" text DEFAULT 'grading' NOT NULL;--> statement-breakpoint
-- Of calls from before, what their own record says.
UPDATE "judge_calls" SET "purpose" = CASE WHEN "dry_run_id" IS NOT NULL THEN 'dry_run' ELSE 'second_ask' END
WHERE "dry_run_id" IS NOT NULL OR "detail" ->> 'purpose' = 'reask';--> statement-breakpoint
ALTER TABLE "judge_calls" ADD CONSTRAINT "judge_calls_purpose" CHECK ("judge_calls"."purpose" in ('grading', 'second_ask', 'dry_run', 'question', 'check'));