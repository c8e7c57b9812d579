CREATE TYPE "public"."role" AS ENUM('candidate', 'reviewer', 'admin');--> statement-breakpoint
CREATE TYPE "public"."attempt_status" AS ENUM('in_progress', 'submitted');--> statement-breakpoint
CREATE TYPE "public"."lens" AS ENUM('ai_lab', 'product', 'startup');--> statement-breakpoint
CREATE TYPE "public"."level" AS ENUM('mid', 'senior', 'staff');--> statement-breakpoint
CREATE TYPE "public"."revision_kind" AS ENUM('save', 'conflict', 'late');--> statement-breakpoint
CREATE TYPE "public"."section" AS ENUM('scenario', 'components', 'architecture', 'latency_cost', 'evaluation');--> statement-breakpoint
CREATE TYPE "public"."content_source" AS ENUM('file', 'app');--> statement-breakpoint
CREATE TYPE "public"."grade_status" AS ENUM('queued', 'running', 'graded', 'needs_attention');--> statement-breakpoint
CREATE TYPE "public"."mode" AS ENUM('standard', 'thorough');--> statement-breakpoint
CREATE TYPE "public"."verdict" AS ENUM('met', 'partial', 'not_met', 'cannot_assess');--> statement-breakpoint
CREATE TABLE "login_failures" (
	"key" text PRIMARY KEY NOT NULL,
	"points" integer DEFAULT 0 NOT NULL,
	"expire" bigint
);
--> statement-breakpoint
CREATE TABLE "sessions" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"token_hash" text NOT NULL,
	"user_id" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	CONSTRAINT "sessions_tokenHash_unique" UNIQUE("token_hash")
);
--> statement-breakpoint
CREATE TABLE "users" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"email" text NOT NULL,
	"name" text NOT NULL,
	"role" "role" DEFAULT 'candidate' NOT NULL,
	"password_hash" text,
	"disabled_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "users_email_shape" CHECK ("users"."email" ~ '^[^@[:space:]]+@[^@[:space:]]+$'),
	CONSTRAINT "users_name_length" CHECK (char_length("users"."name") between 1 and 120)
);
--> statement-breakpoint
CREATE TABLE "answers" (
	"attempt_id" uuid NOT NULL,
	"section" "section" NOT NULL,
	"text" text NOT NULL,
	"revision" integer NOT NULL,
	"client_id" text NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "answers_attempt_id_section_pk" PRIMARY KEY("attempt_id","section")
);
--> statement-breakpoint
CREATE TABLE "attempts" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"user_id" uuid NOT NULL,
	"problem_id" uuid NOT NULL,
	"problem_version_id" uuid NOT NULL,
	"rubric_version_id" uuid NOT NULL,
	"level" "level" NOT NULL,
	"lens" "lens" NOT NULL,
	"minutes" integer,
	"is_practice" boolean DEFAULT false NOT NULL,
	"has_curveball" boolean DEFAULT false NOT NULL,
	"status" "attempt_status" DEFAULT 'in_progress' NOT NULL,
	"started_at" timestamp with time zone DEFAULT now() NOT NULL,
	"deadline_at" timestamp with time zone,
	"submitted_at" timestamp with time zone,
	"submitted_by" text,
	"submit_key" text,
	"content_hash" text,
	"revision" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "attempts_deadline_matches" CHECK (("attempts"."minutes" is null) = ("attempts"."deadline_at" is null)),
	CONSTRAINT "attempts_submitted_whole" CHECK (("attempts"."status" = 'submitted') = ("attempts"."submitted_at" is not null and "attempts"."content_hash" is not null and "attempts"."submitted_by" is not null))
);
--> statement-breakpoint
CREATE TABLE "revisions" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"attempt_id" uuid NOT NULL,
	"client_id" text NOT NULL,
	"seq" integer NOT NULL,
	"kind" "revision_kind" NOT NULL,
	"payload" jsonb NOT NULL,
	"reply" jsonb NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "revisions_client_seq_key" UNIQUE("attempt_id","client_id","seq"),
	CONSTRAINT "revisions_seq_positive" CHECK ("revisions"."seq" > 0)
);
--> statement-breakpoint
CREATE TABLE "scene_elements" (
	"attempt_id" uuid NOT NULL,
	"element_id" text NOT NULL,
	"version" integer NOT NULL,
	"version_nonce" bigint NOT NULL,
	"element" jsonb NOT NULL,
	CONSTRAINT "scene_elements_attempt_id_element_id_pk" PRIMARY KEY("attempt_id","element_id")
);
--> statement-breakpoint
CREATE TABLE "scene_files" (
	"attempt_id" uuid NOT NULL,
	"file_id" text NOT NULL,
	"file" jsonb NOT NULL,
	CONSTRAINT "scene_files_attempt_id_file_id_pk" PRIMARY KEY("attempt_id","file_id")
);
--> statement-breakpoint
CREATE TABLE "audit_log" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	"actor_id" uuid,
	"action" text NOT NULL,
	"subject_id" text NOT NULL,
	"detail" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "problem_versions" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"problem_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"hash" text NOT NULL,
	"body" jsonb NOT NULL,
	"source" "content_source" NOT NULL,
	"created_by" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "problem_versions_version_key" UNIQUE("problem_id","version"),
	CONSTRAINT "problem_versions_version_positive" CHECK ("problem_versions"."version" > 0)
);
--> statement-breakpoint
CREATE TABLE "problems" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"slug" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"archived_at" timestamp with time zone,
	CONSTRAINT "problems_slug_unique" UNIQUE("slug")
);
--> statement-breakpoint
CREATE TABLE "rubric_versions" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"rubric_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"hash" text NOT NULL,
	"body" jsonb NOT NULL,
	"source" "content_source" NOT NULL,
	"created_by" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "rubric_versions_version_key" UNIQUE("rubric_id","version"),
	CONSTRAINT "rubric_versions_version_positive" CHECK ("rubric_versions"."version" > 0)
);
--> statement-breakpoint
CREATE TABLE "rubrics" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"problem_id" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "rubrics_problemId_unique" UNIQUE("problem_id")
);
--> statement-breakpoint
CREATE TABLE "criterion_verdicts" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"grade_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"criterion_id" text NOT NULL,
	"section" "section" NOT NULL,
	"verdict" "verdict" NOT NULL,
	"confidence" double precision NOT NULL,
	"needs_person" boolean NOT NULL,
	"detail" jsonb NOT NULL,
	CONSTRAINT "criterion_verdicts_criterion_key" UNIQUE("grade_id","criterion_id")
);
--> statement-breakpoint
CREATE TABLE "evidence" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"criterion_verdict_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"section" "section",
	"quote" text,
	"start_offset" integer,
	"end_offset" integer,
	"diagram_ids" text[],
	"element_ids" text[],
	CONSTRAINT "evidence_one_source" CHECK (("evidence"."quote" is not null and "evidence"."section" is not null and "evidence"."start_offset" >= 0 and "evidence"."end_offset" > "evidence"."start_offset" and "evidence"."element_ids" is null)
        or ("evidence"."quote" is null and "evidence"."section" is null and cardinality("evidence"."element_ids") > 0 and cardinality("evidence"."diagram_ids") > 0))
);
--> statement-breakpoint
CREATE TABLE "grades" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"attempt_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"rubric_version_id" uuid NOT NULL,
	"mode" "mode" NOT NULL,
	"status" "grade_status" DEFAULT 'queued' NOT NULL,
	"lease_epoch" integer DEFAULT 0 NOT NULL,
	"failures" integer DEFAULT 0 NOT NULL,
	"error_kind" text,
	"error_message" text,
	"progress" jsonb,
	"total" double precision,
	"summary" jsonb,
	"queued_at" timestamp with time zone DEFAULT now() NOT NULL,
	"started_at" timestamp with time zone,
	"finished_at" timestamp with time zone,
	"requested_by" uuid,
	CONSTRAINT "grades_version_key" UNIQUE("attempt_id","version"),
	CONSTRAINT "grades_graded_whole" CHECK (("grades"."status" = 'graded') = ("grades"."total" is not null and "grades"."summary" is not null and "grades"."finished_at" is not null)),
	CONSTRAINT "grades_total_range" CHECK ("grades"."total" between 0 and 100)
);
--> statement-breakpoint
CREATE TABLE "judge_calls" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"grade_id" uuid NOT NULL,
	"lease_epoch" integer NOT NULL,
	"position" integer NOT NULL,
	"requested_model" text NOT NULL,
	"returned_model" text,
	"input_tokens" integer,
	"output_tokens" integer,
	"cost_usd" double precision,
	"duration_ms" double precision NOT NULL,
	"started_at" timestamp with time zone NOT NULL,
	"detail" jsonb NOT NULL,
	CONSTRAINT "judge_calls_position_key" UNIQUE("grade_id","lease_epoch","position")
);
--> statement-breakpoint
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "answers" ADD CONSTRAINT "answers_attempt_id_attempts_id_fk" FOREIGN KEY ("attempt_id") REFERENCES "public"."attempts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "attempts" ADD CONSTRAINT "attempts_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "attempts" ADD CONSTRAINT "attempts_problem_id_problems_id_fk" FOREIGN KEY ("problem_id") REFERENCES "public"."problems"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "attempts" ADD CONSTRAINT "attempts_problem_version_id_problem_versions_id_fk" FOREIGN KEY ("problem_version_id") REFERENCES "public"."problem_versions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "attempts" ADD CONSTRAINT "attempts_rubric_version_id_rubric_versions_id_fk" FOREIGN KEY ("rubric_version_id") REFERENCES "public"."rubric_versions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "revisions" ADD CONSTRAINT "revisions_attempt_id_attempts_id_fk" FOREIGN KEY ("attempt_id") REFERENCES "public"."attempts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "scene_elements" ADD CONSTRAINT "scene_elements_attempt_id_attempts_id_fk" FOREIGN KEY ("attempt_id") REFERENCES "public"."attempts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "scene_files" ADD CONSTRAINT "scene_files_attempt_id_attempts_id_fk" FOREIGN KEY ("attempt_id") REFERENCES "public"."attempts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "audit_log" ADD CONSTRAINT "audit_log_actor_id_users_id_fk" FOREIGN KEY ("actor_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "problem_versions" ADD CONSTRAINT "problem_versions_problem_id_problems_id_fk" FOREIGN KEY ("problem_id") REFERENCES "public"."problems"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "problem_versions" ADD CONSTRAINT "problem_versions_created_by_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rubric_versions" ADD CONSTRAINT "rubric_versions_rubric_id_rubrics_id_fk" FOREIGN KEY ("rubric_id") REFERENCES "public"."rubrics"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rubric_versions" ADD CONSTRAINT "rubric_versions_created_by_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rubrics" ADD CONSTRAINT "rubrics_problem_id_problems_id_fk" FOREIGN KEY ("problem_id") REFERENCES "public"."problems"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "criterion_verdicts" ADD CONSTRAINT "criterion_verdicts_grade_id_grades_id_fk" FOREIGN KEY ("grade_id") REFERENCES "public"."grades"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "evidence" ADD CONSTRAINT "evidence_criterion_verdict_id_criterion_verdicts_id_fk" FOREIGN KEY ("criterion_verdict_id") REFERENCES "public"."criterion_verdicts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "grades" ADD CONSTRAINT "grades_attempt_id_attempts_id_fk" FOREIGN KEY ("attempt_id") REFERENCES "public"."attempts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "grades" ADD CONSTRAINT "grades_rubric_version_id_rubric_versions_id_fk" FOREIGN KEY ("rubric_version_id") REFERENCES "public"."rubric_versions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "grades" ADD CONSTRAINT "grades_requested_by_users_id_fk" FOREIGN KEY ("requested_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "judge_calls" ADD CONSTRAINT "judge_calls_grade_id_grades_id_fk" FOREIGN KEY ("grade_id") REFERENCES "public"."grades"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "sessions_user_id_idx" ON "sessions" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "sessions_expires_at_idx" ON "sessions" USING btree ("expires_at");--> statement-breakpoint
CREATE UNIQUE INDEX "users_email_key" ON "users" USING btree (lower("email"));--> statement-breakpoint
CREATE INDEX "attempts_user_started_idx" ON "attempts" USING btree ("user_id","started_at" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "attempts_overdue_idx" ON "attempts" USING btree ("deadline_at") WHERE status = 'in_progress';--> statement-breakpoint
CREATE UNIQUE INDEX "attempts_one_open_idx" ON "attempts" USING btree ("user_id","problem_id") WHERE status = 'in_progress';--> statement-breakpoint
CREATE INDEX "audit_log_at_idx" ON "audit_log" USING btree ("at" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "audit_log_subject_idx" ON "audit_log" USING btree ("subject_id");--> statement-breakpoint
CREATE INDEX "audit_log_actor_idx" ON "audit_log" USING btree ("actor_id","at" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "criterion_verdicts_criterion_idx" ON "criterion_verdicts" USING btree ("criterion_id","verdict");--> statement-breakpoint
CREATE UNIQUE INDEX "evidence_position_key" ON "evidence" USING btree ("criterion_verdict_id","position");--> statement-breakpoint
CREATE INDEX "grades_open_idx" ON "grades" USING btree ("queued_at") WHERE status in ('queued', 'running');--> statement-breakpoint
CREATE INDEX "judge_calls_started_idx" ON "judge_calls" USING btree ("started_at");