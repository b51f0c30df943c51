CREATE TABLE `program_requests` (
	`turn_id` text PRIMARY KEY NOT NULL,
	`data` text NOT NULL,
	`print` text NOT NULL,
	`lost` integer NOT NULL,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`turn_id`) REFERENCES `turns`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `program_requests_by_print` ON `program_requests` (`print`,`created_at`);