CREATE TABLE "model_connections" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"provider" text NOT NULL,
	"base_url" text NOT NULL,
	"model" text NOT NULL,
	"sealed_key" text,
	"options" jsonb NOT NULL,
	"created_by" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"used_at" timestamp with time zone,
	"ended_at" timestamp with time zone,
	CONSTRAINT "model_connections_ended_keyless" CHECK ("model_connections"."ended_at" is null or "model_connections"."sealed_key" is null)
);
--> statement-breakpoint
ALTER TABLE "judge_tests" ADD COLUMN "connection_id" uuid;--> statement-breakpoint
ALTER TABLE "model_connections" ADD CONSTRAINT "model_connections_created_by_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "model_connections_in_use_key" ON "model_connections" USING btree ((true)) WHERE used_at is not null and ended_at is null;--> statement-breakpoint
CREATE INDEX "model_connections_tried_idx" ON "model_connections" USING btree ("created_at") WHERE used_at is null and ended_at is null;--> statement-breakpoint
ALTER TABLE "judge_tests" ADD CONSTRAINT "judge_tests_connection_id_model_connections_id_fk" FOREIGN KEY ("connection_id") REFERENCES "public"."model_connections"("id") ON DELETE no action ON UPDATE no action;