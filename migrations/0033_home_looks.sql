CREATE TABLE "home_looks" (
	"id" integer PRIMARY KEY DEFAULT 1 NOT NULL,
	"agreed_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "home_looks_one_row" CHECK ("home_looks"."id" = 1)
);
