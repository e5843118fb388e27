"""The document and the cover of a peer's box."""
import unittest

import document
import peers


def score(covered, clip_count=1, leaks=()):
    total = {"face_frames": 4, "frames": 3, "clips": clip_count, "clips_with_faces": 1,
             "clips_without_leak": int(covered == 100), "covered_percent": covered,
             "missed_by_half_percent": 0.0, "outside_heads_percent": 0.25,
             "outside_heads_without_doubtful_percent": 0.125,
             "doubtful": {"moments": 2, "moments_with_leak": 1, "face_frames": 3, "leaks": 1},
             "not_doubtful": {"face_frames": 1, "leaks": 0}}
    return {"total": total, "clips": [{"clip": "a.mp4", "face_frames": 4,
                                       "covered_percent": covered}],
            "leaks": list(leaks), "ms_per_frame": 12.4}


class Document(unittest.TestCase):
    def test_tables_have_every_program_and_version(self):
        leak = {"clip": "a.mp4", "frame": 7, "person": "A", "kind": "clear",
                "covered_share": 0.25, "doubtful": False}
        page = document.text({"stretch_frames": 60, "least_faces": 4, "machine": "a processor", "versions": {
            "original": {"deface": score(75.0), "securepose": score(100.0)},
            "dark": {"deface": score(75.0, clip_count=2),
                     "securepose": score(50.0, leaks=[leak])}}})
        self.assertIn("| **securepose** | 100.0 | 0.0 | 1 of 1 | 0.25 (0.12) | 12 |", page)
        self.assertIn("| deface | 75.0 | 0.0 | 0 of 1 | 0.25 | 12 |", page)
        self.assertIn("| dark | 2 | 4 | 75.0 (0 of 1) | 50.0* (0 of 1) |", page)
        self.assertIn("| harder versions | 2 | 1 | 3 | 1 | 1 | 0 |", page)
        self.assertIn("- a.mp4, dark, frame 7, person A (clear): 25 % covered", page)

    def test_without_our_runs_there_is_no_calibration(self):
        page = document.text({"stretch_frames": 60, "least_faces": 4, "machine": "a processor",
                              "versions": {"original": {"deface": score(75.0)}}})
        self.assertNotIn("Calibration", page)


class CoveredRegion(unittest.TestCase):
    def test_a_box_grows_by_three_tenths_on_each_side(self):
        ellipse = peers.covered_region([100, 100, 120, 140], 640, 480)["ellipse"]
        self.assertEqual((ellipse["cx_px"], ellipse["cy_px"]), (110.5, 120.5))
        self.assertEqual((ellipse["rx_px"], ellipse["ry_px"]), (16, 32))

    def test_what_leaves_the_picture_is_cut(self):
        ellipse = peers.covered_region([-10, 0, 10, 20], 640, 480)["ellipse"]
        self.assertEqual((ellipse["cx_px"], ellipse["rx_px"]), (8.5, 8))
        self.assertIsNone(peers.covered_region([-50, 0, -20, 20], 640, 480))


if __name__ == "__main__":
    unittest.main()
