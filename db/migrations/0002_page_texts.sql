CREATE TABLE `page_texts` (
	`turn_id` text NOT NULL,
	`url` text NOT NULL,
	`text` text NOT NULL,
	`read_at` integer NOT NULL,
	PRIMARY KEY(`turn_id`, `url`),
	FOREIGN KEY (`turn_id`) REFERENCES `turns`(`id`) ON UPDATE no action ON DELETE cascade
);
