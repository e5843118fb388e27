"""An ordinary run; the other tests compare with what it leaves."""
import shutil

import harness


class ReferenceRun(harness.RunTestCase):
    def test_reference_run(self):
        out = harness.reference_run()
        shutil.rmtree(out, ignore_errors=True)
        self.assert_runs("run", harness.two_seconds(), "--out", out, "--pose", "lite",
                         "--height-m", "1.8")
        self.assert_complete(out)
