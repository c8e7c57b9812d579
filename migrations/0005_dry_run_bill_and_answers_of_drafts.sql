ALTER TABLE "calibration_answers" ALTER COLUMN "problem_id" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "judge_calls" ALTER COLUMN "grade_id" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "calibration_answers" ADD COLUMN "draft_id" uuid;--> statement-breakpoint
ALTER TABLE "calibration_answers" ADD COLUMN "updated_by" uuid;--> statement-breakpoint
ALTER TABLE "calibration_answers" ADD COLUMN "removed_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "calibration_answers" ADD COLUMN "replaced" jsonb;--> statement-breakpoint
ALTER TABLE "judge_calls" ADD COLUMN "dry_run_id" uuid;--> statement-breakpoint
ALTER TABLE "calibration_answers" ADD CONSTRAINT "calibration_answers_draft_id_drafts_id_fk" FOREIGN KEY ("draft_id") REFERENCES "public"."drafts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "calibration_answers" ADD CONSTRAINT "calibration_answers_updated_by_users_id_fk" FOREIGN KEY ("updated_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "judge_calls" ADD CONSTRAINT "judge_calls_dry_run_id_dry_runs_id_fk" FOREIGN KEY ("dry_run_id") REFERENCES "public"."dry_runs"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "calibration_answers" ADD CONSTRAINT "calibration_answers_draft_name_key" UNIQUE("draft_id","name");--> statement-breakpoint
ALTER TABLE "judge_calls" ADD CONSTRAINT "judge_calls_dry_run_key" UNIQUE("dry_run_id","lease_epoch","position");--> statement-breakpoint
ALTER TABLE "calibration_answers" ADD CONSTRAINT "calibration_answers_one_owner" CHECK (num_nonnulls("calibration_answers"."problem_id", "calibration_answers"."draft_id") = 1);--> statement-breakpoint
ALTER TABLE "judge_calls" ADD CONSTRAINT "judge_calls_one_payer" CHECK (num_nonnulls("judge_calls"."grade_id", "judge_calls"."dry_run_id") = 1);