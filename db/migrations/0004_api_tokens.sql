CREATE TABLE `api_token_spending` (
	`token_id` text NOT NULL,
	`month` text NOT NULL,
	`micro_usd` integer NOT NULL,
	PRIMARY KEY(`token_id`, `month`),
	FOREIGN KEY (`token_id`) REFERENCES `api_tokens`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `api_tokens` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`prefix` text NOT NULL,
	`hash` text NOT NULL,
	`scopes` text NOT NULL,
	`cap_micro_usd` integer,
	`cap_period` text NOT NULL,
	`keeps_history` integer NOT NULL,
	`created_at` integer NOT NULL,
	`last_used_at` integer,
	`revoked_at` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `api_tokens_prefix_unique` ON `api_tokens` (`prefix`);--> statement-breakpoint
ALTER TABLE `conversations` ADD `client` text;--> statement-breakpoint
ALTER TABLE `conversations` ADD `token_id` text;--> statement-breakpoint
ALTER TABLE `conversations` ADD `expires_at` integer;--> statement-breakpoint
CREATE INDEX `conversations_of_client` ON `conversations` (`client`,`created_at`) WHERE "conversations"."client" is not null;