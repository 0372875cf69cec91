const SHARED = [
  "default-src 'none'",
  "script-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
];

/** Everything a page loads and asks comes from this server; no text of a page is ever run. */
export const APP_POLICY = [...SHARED, "style-src 'self'", "img-src 'self' data:", "font-src 'self'"].join("; ");

/** The editor makes styles while it runs, and its fonts are written into its style sheet; scripts stay as strict. */
export const EXPLORER_POLICY = [
  ...SHARED,
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self' data:",
  "worker-src 'self'",
].join("; ");
