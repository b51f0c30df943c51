CREATE TABLE `judgings` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`turn_id` text NOT NULL,
	`model` text NOT NULL,
	`failed` integer NOT NULL,
	`quotes_checked` integer NOT NULL,
	`quotes_failed` integer NOT NULL,
	`ended_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `judgings_by_model` ON `judgings` (`model`,`ended_at`);