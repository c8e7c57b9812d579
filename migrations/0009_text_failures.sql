ALTER TABLE "grades" ADD COLUMN "text_failures" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "grades" ADD COLUMN "interruptions" integer DEFAULT 0 NOT NULL;