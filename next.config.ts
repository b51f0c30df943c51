import type { NextConfig } from "next";

const noSniffing = { key: "X-Content-Type-Options", value: "nosniff" };

/** What proxy.ts gives to pages, for the paths it does not see: it must not stand in the way of bodies and streams. */
const apiHeaders = [
  noSniffing,
  { key: "Referrer-Policy", value: "no-referrer" },
  { key: "Cross-Origin-Resource-Policy", value: "same-origin" },
];

const config: NextConfig = {
  distDir: process.env.PARLEY_BUILD_DIR ?? ".next",
  serverExternalPackages: ["better-sqlite3"],
  poweredByHeader: false,
  images: { unoptimized: true },
  headers: () =>
    Promise.resolve([
      { source: "/api/:path*", headers: apiHeaders },
      { source: "/v1/:path*", headers: apiHeaders },
      { source: "/_next/static/:path*", headers: [noSniffing] },
    ]),
};

export default config;
