CREATE TABLE "home_downloads" (
	"id" integer PRIMARY KEY DEFAULT 1 NOT NULL,
	"run_id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"model" text NOT NULL,
	"status" text DEFAULT 'running' NOT NULL,
	"completed_bytes" bigint DEFAULT 0 NOT NULL,
	"total_bytes" bigint,
	"bytes_per_second" double precision,
	"beat_at" timestamp with time zone DEFAULT now() NOT NULL,
	"fault" text,
	"said" text,
	CONSTRAINT "home_downloads_one_row" CHECK ("home_downloads"."id" = 1),
	CONSTRAINT "home_downloads_status_known" CHECK ("home_downloads"."status" in ('running', 'canceled', 'failed', 'done')),
	CONSTRAINT "home_downloads_failed_why" CHECK (("home_downloads"."status" = 'failed') = ("home_downloads"."fault" is not null))
);
