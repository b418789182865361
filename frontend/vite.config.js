import { fileURLToPath } from "node:url";
import tailwindcss from "@tailwindcss/vite";
import { defineConfig } from "vite";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));

// The server finds the hashed files through static/built/manifest.json (see the template tag vite_assets).
export default defineConfig({
  root: here(".."),
  base: "./",
  publicDir: here("public"),
  plugins: [tailwindcss()],
  build: {
    outDir: here("../static/built"),
    emptyOutDir: true,
    manifest: "manifest.json",
    modulePreload: false,
    assetsInlineLimit: 0, // the content security policy allows no data: fonts or scripts
    rollupOptions: {
      input: here("main.js"),
      checks: { eval: false }, // htmx carries one; our policy forbids it and the page switches it off
    },
  },
});
