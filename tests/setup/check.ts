import { staticChecks } from "./static-checks.ts";
import { runSteps } from "./steps.ts";

const { passed, failed } = await runSteps(staticChecks);
process.stdout.write(`\n${passed} passed, ${failed} failed\n`);
process.exit(failed === 0 ? 0 : 1);
