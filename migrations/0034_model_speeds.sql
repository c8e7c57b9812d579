CREATE TABLE "model_speeds" (
	"address" text NOT NULL,
	"model" text NOT NULL,
	"reads_per_second" double precision,
	"writes_per_second" double precision,
	"last_at" timestamp with time zone NOT NULL,
	CONSTRAINT "model_speeds_address_model_pk" PRIMARY KEY("address","model"),
	CONSTRAINT "model_speeds_positive" CHECK ("model_speeds"."reads_per_second" > 0 and ("model_speeds"."writes_per_second" is null or "model_speeds"."writes_per_second" > 0))
);
