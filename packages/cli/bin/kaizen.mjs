#!/usr/bin/env node
// Committed, so that npm can link it before the build has run; the program itself is built by `prepare`.
import { main } from "../dist/index.js";

process.exitCode = await main(process.argv.slice(2));
