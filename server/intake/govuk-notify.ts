import { SignJWT } from "jose";
import type { SendEmail } from "./notices.ts";

export interface NotifySettings {
  /** As GOV.UK Notify gives it: a name, the service's id and the secret, joined by hyphens. */
  readonly apiKey: string;
  /** Template with the two personal fields ((subject)) and ((body)). */
  readonly templateId: string;
  readonly url: string;
}

const uuid = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}";

/**
 * Sends by GOV.UK Notify's email interface. Source: docs.notifications.service.gov.uk, REST API.
 * @throws when the key does not have the form of one
 */
export function govukNotify({ apiKey, templateId, url }: NotifySettings): SendEmail {
  const parts = new RegExp(`(${uuid})-(${uuid})$`, "i").exec(apiKey);
  const [, service = "", secret = ""] = parts ?? [];
  if (!parts) throw new Error("NOTIFY_API_KEY does not look like a key of GOV.UK Notify.");
  return async ({ to, subject, body }) => {
    const token = await new SignJWT({})
      .setProtectedHeader({ alg: "HS256", typ: "JWT" })
      .setIssuer(service)
      .setIssuedAt()
      .sign(new TextEncoder().encode(secret));
    try {
      const response = await fetch(`${url}/v2/notifications/email`, {
        method: "POST",
        headers: { Authorization: `Bearer ${token}`, "Content-Type": "application/json" },
        body: JSON.stringify({
          email_address: to,
          template_id: templateId,
          personalisation: { subject, body },
        }),
        signal: AbortSignal.timeout(20_000),
      });
      await response.body?.cancel();
      if (response.ok) return "sent";
      // 400: this address or template can never be sent to. 403 is the clock or the key, 429 the limit: may be put right.
      return response.status === 400 ? "refused" : "later";
    } catch {
      return "later";
    }
  };
}
