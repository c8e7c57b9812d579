CREATE TABLE "judge_check_outcomes" (
	"judge_check_id" uuid NOT NULL,
	"item_id" text NOT NULL,
	"outcome" jsonb NOT NULL,
	CONSTRAINT "judge_check_outcomes_judge_check_id_item_id_pk" PRIMARY KEY("judge_check_id","item_id")
);
--> statement-breakpoint
CREATE TABLE "judge_checks" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"requested_by" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"status" text DEFAULT 'queued' NOT NULL,
	"lease_epoch" integer DEFAULT 0 NOT NULL,
	"mode" text NOT NULL,
	"judge_kind" text DEFAULT 'openai' NOT NULL,
	"requested_model" text NOT NULL,
	"returned_model" text,
	"prompt_version" text,
	"prompt_hash" text,
	"planted_hash" text,
	"progress" jsonb,
	"figures" jsonb,
	"error_kind" text,
	"error_message" text,
	"finished_at" timestamp with time zone,
	CONSTRAINT "judge_checks_status_known" CHECK ("judge_checks"."status" in ('queued', 'running', 'done', 'failed', 'cancelled')),
	CONSTRAINT "judge_checks_mode_known" CHECK ("judge_checks"."mode" in ('standard', 'thorough')),
	CONSTRAINT "judge_checks_done_whole" CHECK (("judge_checks"."status" = 'done') = ("judge_checks"."figures" is not null)),
	CONSTRAINT "judge_checks_finished_whole" CHECK (("judge_checks"."status" in ('queued', 'running')) = ("judge_checks"."finished_at" is null))
);
--> statement-breakpoint
ALTER TABLE "judge_calls" DROP CONSTRAINT "judge_calls_one_payer";--> statement-breakpoint
ALTER TABLE "judge_calls" ADD COLUMN "judge_check_id" uuid;--> statement-breakpoint
ALTER TABLE "judge_check_outcomes" ADD CONSTRAINT "judge_check_outcomes_judge_check_id_judge_checks_id_fk" FOREIGN KEY ("judge_check_id") REFERENCES "public"."judge_checks"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "judge_checks" ADD CONSTRAINT "judge_checks_requested_by_users_id_fk" FOREIGN KEY ("requested_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "judge_checks_created_idx" ON "judge_checks" USING btree ("created_at" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "judge_checks_model_idx" ON "judge_checks" USING btree ("requested_model","prompt_version","mode","finished_at" DESC NULLS LAST) WHERE status = 'done';--> statement-breakpoint
ALTER TABLE "judge_calls" ADD CONSTRAINT "judge_calls_judge_check_id_judge_checks_id_fk" FOREIGN KEY ("judge_check_id") REFERENCES "public"."judge_checks"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "judge_calls" ADD CONSTRAINT "judge_calls_check_key" UNIQUE("judge_check_id","lease_epoch","position");--> statement-breakpoint
ALTER TABLE "judge_calls" ADD CONSTRAINT "judge_calls_one_payer" CHECK (num_nonnulls("judge_calls"."grade_id", "judge_calls"."dry_run_id", "judge_calls"."judge_check_id") = 1);