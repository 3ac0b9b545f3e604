import type { MiddlewareHandler } from "hono";

/**
 * What pages of the tool may do. Scripts and styles come from here only and never stand in the page; WebAssembly is
 * compiled (geometry). A publisher's address may be anywhere, so connections to any web server are allowed: the browser
 * still reads only what that server permits. Maps may come from any tile server over https.
 */
const policy = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self'",
  "img-src 'self' data: blob: https:",
  "font-src 'self'",
  "connect-src 'self' blob: https: http:",
  "worker-src 'self' blob:",
  "manifest-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join("; ");

/** Sets the headers of every answer that has not set its own. */
export function securityHeaders(): MiddlewareHandler {
  return async (context, next) => {
    await next();
    const set = (name: string, value: string): void => {
      if (!context.res.headers.has(name)) context.res.headers.set(name, value);
    };
    set("Content-Security-Policy", policy);
    set("X-Content-Type-Options", "nosniff");
    set("X-Frame-Options", "DENY");
    // A publisher's address must not travel in a Referer.
    set("Referrer-Policy", "same-origin");
    set("Cross-Origin-Opener-Policy", "same-origin");
    set("Cross-Origin-Resource-Policy", "same-origin");
    set("Permissions-Policy", "camera=(), microphone=(), geolocation=(), payment=()");
    if (context.req.header("X-Forwarded-Proto") === "https") {
      set("Strict-Transport-Security", "max-age=31536000");
    }
  };
}

/** Answers of the interface are data: nothing in them is shown, run or kept, whatever they hold. */
export function apiHeaders(): MiddlewareHandler {
  return async (context, next) => {
    await next();
    context.res.headers.set("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
    context.res.headers.set("Cache-Control", "no-store");
  };
}
