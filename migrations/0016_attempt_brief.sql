CREATE TYPE "public"."brief" AS ENUM('interview', 'case');--> statement-breakpoint
ALTER TABLE "attempts" ADD COLUMN "brief" "brief" DEFAULT 'case' NOT NULL;