import { defineConfig } from "vite";

// Each island is an entry of its own: a page loads what it uses. Names carry no hash, as
// the server adds one where files are collected, so templates can name them.
export default defineConfig({
  base: "./",
  build: {
    outDir: "../src/hedgerow/foundation/ui/static/hedgerow/dist",
    emptyOutDir: true,
    modulePreload: { polyfill: false },
    rollupOptions: {
      input: { register: "src/register.ts", main: "src/main.ts" },
      output: {
        entryFileNames: "[name].js",
        chunkFileNames: "[name]-[hash].js",
        assetFileNames: "[name][extname]",
      },
    },
  },
});
