import { readFileSync } from "node:fs";
import { VitePWA } from "vite-plugin-pwa";
import { defineConfig } from "vitest/config";

const version = String(JSON.parse(readFileSync(new URL("package.json", import.meta.url), "utf8")).version);

export default defineConfig({
  define: { __APP_VERSION__: JSON.stringify(version) },
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  server: { host: "127.0.0.1" },
  worker: { format: "es" },
  build: {
    outDir: "dist/app",
    target: "es2022",
    // The page's own files are small; what is inlined as data: would need a weaker content security policy.
    assetsInlineLimit: 0,
    // GOV.UK Frontend holds media queries for Internet Explorer that Lightning CSS refuses.
    cssMinify: "esbuild",
    chunkSizeWarningLimit: 1500,
    manifest: "build-manifest.json",
  },
  plugins: [
    VitePWA({
      // A new version waits until the person takes it (src/app/service-worker.ts).
      registerType: "prompt",
      injectRegister: false,
      manifest: {
        name: "Check planning data",
        short_name: "Planning data",
        description: "Check planning data on your own computer before you publish it",
        lang: "en-GB",
        start_url: "/",
        scope: "/",
        display: "minimal-ui",
        background_color: "#ffffff",
        theme_color: "#12434a",
        icons: [
          { src: "/icons/icon-192.png", sizes: "192x192", type: "image/png" },
          { src: "/icons/icon-512.png", sizes: "512x512", type: "image/png" },
          { src: "/icons/icon-maskable-512.png", sizes: "512x512", type: "image/png", purpose: "maskable" },
          { src: "/icons/icon.svg", sizes: "any", type: "image/svg+xml" },
        ],
      },
      workbox: {
        // The tool itself, fetched in the background once the first page is there; nothing of a publisher's. The public
        // tables have their own keeper, because they may be renewed without the tool.
        importScripts: ["tables/pieces.js", "keep-tables.js"],
        globPatterns: [
          "**/*.{html,js,mjs,css,svg,wasm,webmanifest}",
          "icons/*.png",
          "map/*.json",
          "grid/*.bin",
          "examples/*",
        ],
        globIgnores: ["**/gdal*", "build-manifest.json", "tables/*", "keep-tables.js"],
        maximumFileSizeToCacheInBytes: 4_000_000,
        navigateFallback: "/index.html",
        // What the server answers itself is no page of the app.
        navigateFallbackDenylist: [/^\/(?:api|auth)\//],
        cleanupOutdatedCaches: true,
        // What only some checks need is kept once it has been used (tables: public/keep-tables.js).
        runtimeCaching: [
          {
            urlPattern: ({ url, sameOrigin }) => sameOrigin && url.pathname.startsWith("/grid/"),
            handler: "NetworkFirst",
            options: { cacheName: "grid" },
          },
          {
            urlPattern: ({ url, sameOrigin }) => sameOrigin && url.pathname.startsWith("/assets/"),
            handler: "CacheFirst",
            options: { cacheName: "assets" },
          },
        ],
      },
    }),
  ],
  test: {
    projects: [
      {
        extends: true,
        test: {
          name: "unit",
          include: ["tests/**/*.test.ts", "tests/**/*.test.tsx"],
          exclude: ["tests/e2e/**", "node_modules/**"],
          testTimeout: 30_000,
        },
      },
      {
        extends: true,
        test: {
          name: "e2e",
          include: ["tests/e2e/**/*.test.ts"],
          testTimeout: 120_000,
          hookTimeout: 120_000,
          // One browser at a time: the checks are heavy, and their times are told.
          fileParallelism: false,
          // On a machine under load a step can take longer than its wait: once more, and a real fault fails again.
          retry: 1,
        },
      },
    ],
  },
});
