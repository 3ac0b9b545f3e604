/// <reference types="vite-plugin-pwa/vanillajs" />
import { signal } from "@preact/signals";

/** A newer version is on this computer and waits to be used. */
export const updateReady = signal(false);
/** Everything needed to start without a connection is on this computer. */
export const offlineReady = signal(false);

let update: ((reload?: boolean) => Promise<void>) | undefined;

/**
 * Registers the service worker, which keeps the tool itself (never a publisher's file) for use without a connection.
 * A new version waits until the person asks for it: a reload in the middle of something would be rude.
 */
export async function registerServiceWorker(): Promise<void> {
  if (!import.meta.env.PROD || !("serviceWorker" in navigator)) return;
  const { registerSW } = await import("virtual:pwa-register");
  update = registerSW({
    immediate: true,
    onNeedRefresh: () => {
      updateReady.value = true;
    },
    onOfflineReady: () => {
      offlineReady.value = true;
    },
    // Without the service worker the tool works all the same, as long as there is a connection.
    onRegisterError: () => {},
  });
}

/** Takes the new version into use and loads the page again; the check shown comes back from this computer's memory. */
export async function useNewVersion(): Promise<void> {
  // Without a service worker there is nothing to wait for: the page is simply loaded again.
  if (!updateReady.peek()) return location.reload();
  await update?.(true);
}

/** Has the browser look for a new service worker now. Resolves to false when this page has none. */
export async function refreshWorker(): Promise<boolean> {
  try {
    const registration = await navigator.serviceWorker?.getRegistration();
    await registration?.update();
    return registration !== undefined;
  } catch {
    return false;
  }
}
