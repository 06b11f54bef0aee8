import { defineConfig, type Plugin } from "vite";
import { world } from "./world.ts";

const baseMap: Plugin = {
  name: "base-map",
  generateBundle() {
    this.emitFile({ type: "asset", fileName: "world.svg", source: world() });
  },
};

// Each island is an entry of its own: a page loads what it uses. Names carry no hash, as
// the server adds one where files are collected, so templates can name them.
export default defineConfig({
  base: "./",
  plugins: [baseMap],
  build: {
    outDir: "../src/hedgerow/foundation/ui/static/hedgerow/dist",
    emptyOutDir: true,
    modulePreload: { polyfill: false },
    rollupOptions: {
      input: { register: "src/register.ts", choice: "src/choice.ts", main: "src/main.ts" },
      output: {
        entryFileNames: "[name].js",
        chunkFileNames: "[name]-[hash].js",
        assetFileNames: "[name][extname]",
      },
    },
  },
});
