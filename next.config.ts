import type { NextConfig } from "next";

const config: NextConfig = {
  distDir: process.env.PARLEY_BUILD_DIR ?? ".next",
  serverExternalPackages: ["better-sqlite3"],
  poweredByHeader: false,
  images: { unoptimized: true },
};

export default config;
