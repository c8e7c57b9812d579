ALTER TABLE "model_speeds" ADD COLUMN "thought_tokens" double precision;--> statement-breakpoint
ALTER TABLE "judge_tests" ADD COLUMN "lease_id" uuid;--> statement-breakpoint
ALTER TABLE "judge_tests" ADD COLUMN "seen_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "judge_tests" ADD COLUMN "step" jsonb;