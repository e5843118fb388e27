// Bundles the report's script and style sheet, and writes them as a C++ source for the program.
//   node build.mjs [--out DIR]     report.js, report.css, report_bundle.cc (default: dist)
//   node build.mjs --tests         dist/tests/*.test.mjs, to be run with `node --test`
// The same sources and package-lock.json give the same bytes.
import { mkdir, readdir, rm, writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const here = dirname(fileURLToPath(import.meta.url));
const reportFolder = join(here, "report");

async function bundle(entry, options) {
  const result = await build({
    entryPoints: [join(reportFolder, entry)],
    bundle: true,
    minify: true,
    write: false,
    charset: "ascii",
    legalComments: "inline",
    target: "es2020",
    absWorkingDir: here,
    logLevel: "warning",
    ...options,
  });
  return result.outputFiles[0].text;
}

function rawLiteral(text) {
  const delimiter = "securepose";
  if (text.includes(`)${delimiter}"`)) throw new Error("the text holds the literal's own end");
  return `R"${delimiter}(${text})${delimiter}"`;
}

function cppSource(script, style) {
  for (const [text, end] of [[script, "</script"], [style, "</style"]]) {
    if (text.toLowerCase().includes(end)) throw new Error(`the bundle holds ${end}`);
  }
  return `// Generated from web/report by web/build.mjs.
#include "securepose/report/report_bundle.h"

namespace securepose::report {

const std::string_view kReportScript = ${rawLiteral(script)};
const std::string_view kReportStyle = ${rawLiteral(style)};

}  // namespace securepose::report
`;
}

async function buildReport(outFolder) {
  const script = await bundle("main.ts", { format: "iife" });
  const style = await bundle("report.css", {});
  await mkdir(outFolder, { recursive: true });
  await writeFile(join(outFolder, "report.js"), script);
  await writeFile(join(outFolder, "report.css"), style);
  await writeFile(join(outFolder, "report_bundle.cc"), cppSource(script, style));
}

async function buildTests() {
  const outFolder = join(here, "dist", "tests");
  await rm(outFolder, { recursive: true, force: true });
  await mkdir(outFolder, { recursive: true });
  const tests = (await readdir(reportFolder)).filter((name) => name.endsWith(".test.ts"));
  await build({
    entryPoints: tests.map((name) => join(reportFolder, name)),
    outdir: outFolder,
    outExtension: { ".js": ".mjs" },
    bundle: true,
    platform: "node",
    format: "esm",
    target: "node18",
    absWorkingDir: here,
    logLevel: "warning",
  });
  console.log(`built ${tests.map((name) => basename(name)).join(", ")}`);
}

const outAt = process.argv.indexOf("--out");
if (process.argv.includes("--tests")) await buildTests();
else await buildReport(outAt > 0 ? process.argv[outAt + 1] : join(here, "dist"));
