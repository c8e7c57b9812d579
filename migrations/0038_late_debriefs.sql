CREATE TABLE "late_debriefs" (
	"grade_id" uuid PRIMARY KEY NOT NULL,
	"status" text DEFAULT 'queued' NOT NULL,
	"reason" text,
	"tries" integer DEFAULT 0 NOT NULL,
	"asked_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "late_debriefs_status_known" CHECK ("late_debriefs"."status" in ('queued', 'running', 'made', 'left_out'))
);
--> statement-breakpoint
ALTER TABLE "late_debriefs" ADD CONSTRAINT "late_debriefs_grade_id_grades_id_fk" FOREIGN KEY ("grade_id") REFERENCES "public"."grades"("id") ON DELETE cascade ON UPDATE no action;