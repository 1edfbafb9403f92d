import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, gzipSync } from "node:zlib";
import react from "@vitejs/plugin-react";
import type { Plugin } from "vite";
import { defineConfig } from "vitest/config";

/** The React components name nhsuk-frontend twice: lazily where its scripts are needed, and once for nothing. */
function lazyScripts(): Plugin {
  return {
    name: "lazy-nhsuk-scripts",
    transform: (code, id) =>
      id.includes("nhsuk-react-components")
        ? { code: code.replace(/^import 'nhsuk-frontend';$/m, ""), map: null }
        : undefined,
  };
}

/** Writes the service worker with the names of all that was built; a new build is a new cache. */
function shellWorker(): Plugin {
  return {
    name: "shell-worker",
    apply: "build",
    generateBundle(_, bundle) {
      const files = [
        "/",
        "/favicon.svg",
        ...Object.keys(bundle)
          .filter((name) => name !== "index.html")
          .map((name) => `/${name}`),
      ];
      const version = createHash("sha256").update(files.join()).digest("hex").slice(0, 12);
      const source = readFileSync(new URL("src/app/shellWorker.js", import.meta.url), "utf8");
      this.emitFile({
        type: "asset",
        fileName: "sw.js",
        source: `const version = "${version}";\nconst files = ${JSON.stringify(files)};\n${source}`,
      });
    },
  };
}

/** Each text that a browser fetches stands there compressed as well, as small as can be: the service sends it as it is. */
function compressed(): Plugin {
  return {
    name: "compressed",
    apply: "build",
    writeBundle({ dir = "dist" }, bundle) {
      for (const file of Object.keys(bundle).filter((name) => /\.(js|css|html)$/.test(name))) {
        const content = readFileSync(join(dir, file));
        writeFileSync(join(dir, `${file}.br`), brotliCompressSync(content));
        writeFileSync(join(dir, `${file}.gz`), gzipSync(content, { level: 9 }));
      }
    },
  };
}

export default defineConfig({
  plugins: [react(), lazyScripts(), shellWorker(), compressed()],
  build: {
    outDir: "dist",
    // The default CSS minifier rejects a rule in nhsuk-frontend's built CSS.
    cssMinify: "lightningcss",
    // The content policy allows no inline script, so nothing may be inlined as data either.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  resolve: {
    alias: [
      { find: "@nhsuk-images", replacement: "nhsuk-frontend/dist/nhsuk/assets/images" },
      { find: /^nhsuk-frontend$/, replacement: fileURLToPath(new URL("src/lib/nhsukScripts.ts", import.meta.url)) },
    ],
  },
  css: {
    lightningcss: { errorRecovery: true },
    preprocessorOptions: { scss: { loadPaths: ["node_modules"], quietDeps: true } },
  },
  server: {
    proxy: {
      "/api/": process.env.TRANSFORM_API ?? "http://127.0.0.1:5080",
      "/openapi": process.env.TRANSFORM_API ?? "http://127.0.0.1:5080",
    },
  },
  test: {
    environment: "happy-dom",
    setupFiles: ["src/lib/testSetup.ts"],
    include: ["src/**/*.test.{ts,tsx}"],
  },
});
