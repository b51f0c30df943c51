/**
 * The content security policy of a page. Scripts run only with this page's nonce; nothing comes from or goes to
 * another origin. Development needs eval for React's error stacks.
 */
export function contentSecurityPolicy(nonce: string, isDevelopment: boolean): string {
  const rules = [
    "default-src 'self'",
    `script-src 'nonce-${nonce}' 'strict-dynamic'${isDevelopment ? " 'unsafe-eval'" : ""}`,
    // KaTeX and code highlighting write style attributes.
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "connect-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    "form-action 'self'",
  ];
  return rules.join("; ");
}
