CREATE TYPE "public"."question_status" AS ENUM('pending', 'answered', 'unsure', 'unsettled');--> statement-breakpoint
CREATE TABLE "attempt_hints" (
	"attempt_id" uuid NOT NULL,
	"section" "section" NOT NULL,
	"step" integer NOT NULL,
	"opened_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "attempt_hints_attempt_id_section_step_pk" PRIMARY KEY("attempt_id","section","step"),
	CONSTRAINT "attempt_hints_step_positive" CHECK ("attempt_hints"."step" > 0)
);
--> statement-breakpoint
CREATE TABLE "attempt_questions" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"attempt_id" uuid NOT NULL,
	"ask_key" text NOT NULL,
	"question" text NOT NULL,
	"status" "question_status" NOT NULL,
	"clarification_ids" text[] NOT NULL,
	"answer" text,
	"answered_by" text,
	"asked_at" timestamp with time zone DEFAULT now() NOT NULL,
	"answered_at" timestamp with time zone,
	"requested_model" text,
	"returned_model" text,
	"input_tokens" integer,
	"output_tokens" integer,
	"cost_usd" double precision,
	"called_at" timestamp with time zone,
	CONSTRAINT "attempt_questions_ask_key" UNIQUE("attempt_id","ask_key"),
	CONSTRAINT "attempt_questions_answered_whole" CHECK (("attempt_questions"."status" in ('answered', 'unsettled')) = ("attempt_questions"."answer" is not null))
);
--> statement-breakpoint
CREATE TABLE "worksheets" (
	"attempt_id" uuid PRIMARY KEY NOT NULL,
	"text" text NOT NULL,
	"revision" integer NOT NULL,
	"client_id" text NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "attempt_hints" ADD CONSTRAINT "attempt_hints_attempt_id_attempts_id_fk" FOREIGN KEY ("attempt_id") REFERENCES "public"."attempts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "attempt_questions" ADD CONSTRAINT "attempt_questions_attempt_id_attempts_id_fk" FOREIGN KEY ("attempt_id") REFERENCES "public"."attempts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "worksheets" ADD CONSTRAINT "worksheets_attempt_id_attempts_id_fk" FOREIGN KEY ("attempt_id") REFERENCES "public"."attempts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "attempt_questions_called_idx" ON "attempt_questions" USING btree ("called_at") WHERE called_at is not null;--> statement-breakpoint
-- What was submitted stays as it was; a question that waits may still be answered.
CREATE TRIGGER worksheets_frozen BEFORE INSERT OR UPDATE ON "worksheets"
  FOR EACH ROW EXECUTE FUNCTION refuse_after_submit();
--> statement-breakpoint
CREATE TRIGGER attempt_questions_frozen BEFORE INSERT ON "attempt_questions"
  FOR EACH ROW EXECUTE FUNCTION refuse_after_submit();
--> statement-breakpoint
CREATE TRIGGER attempt_hints_frozen BEFORE INSERT ON "attempt_hints"
  FOR EACH ROW EXECUTE FUNCTION refuse_after_submit();
