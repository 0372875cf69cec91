const SHARED = [
  "default-src 'none'",
  "script-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
];

/** Everything a page loads and requests comes from this server; inline scripts never run. */
export const APP_POLICY = [...SHARED, "style-src 'self'", "img-src 'self' data:", "font-src 'self'"].join("; ");

/** The editor creates styles at run time, and its fonts are embedded in its style sheet; scripts stay as strict. */
export const EXPLORER_POLICY = [
  ...SHARED,
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self' data:",
  "worker-src 'self'",
].join("; ");
