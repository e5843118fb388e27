"""Recordings of unusual shape and timing, through the whole program."""
import json

import harness

SHORT = ("-t", "0.4", "-an", "-c:v", "libx264", "-crf", "23")


def odd_sides():
    return harness.clip("odd-sides.mp4", 3, *SHORT, "-vf", "scale=321:181", "-pix_fmt", "yuv444p")


def anamorphic():
    """Its upright picture has an odd width: 193."""
    return harness.clip("anamorphic.mp4", 3, *SHORT, "-vf", "scale=176:144,setsar=128/117")


def irregular_from_later():
    """Every fifth frame is missing, and time begins after four seconds."""
    return harness.clip("irregular.mkv", 3, *SHORT, "-vf",
                        "scale=320:-2,select='not(eq(mod(n\\,5)\\,2))'", "-fps_mode", "vfr",
                        "-output_ts_offset", "4.2")


def stored_sideways():
    upright = harness.clip("upright.mp4", 3, *SHORT, "-vf", "scale=320:180")
    file = harness.SHARED / "stored-sideways.mp4"
    if not file.exists():
        harness.ffmpeg("-i", upright, "-c", "copy", "-metadata:s:v:0", "rotate=90", file)
    return file


def held_wrongly(name, turn):
    """The person walks on a wall or on the ceiling, and no metadata tell."""
    return harness.clip(f"held-{name}.mp4", 4, *SHORT, "-vf", f"scale=640:-2,{turn}")


class OddRecordings(harness.RunTestCase):
    def assert_covered_alike(self, source, width_px, height_px):
        out = self.folder / "out"
        self.assert_runs("run", source, "--out", out, "--pose", "lite")
        covered = out / "deidentified.mp4"
        stream = harness.probe(covered, "-show_entries", "stream=width,height")["streams"][0]
        self.assertEqual((stream["width"], stream["height"]), (width_px, height_px))
        before, after = harness.frame_times_s(source), harness.frame_times_s(covered)
        self.assertEqual(len(before), len(after))
        for one, other in zip(before, after):
            self.assertAlmostEqual(one, other, delta=1e-4)

    def test_odd_sides_become_even(self):
        self.assert_covered_alike(odd_sides(), 322, 182)

    def test_anamorphic_pictures_are_shown_upright(self):
        self.assert_covered_alike(anamorphic(), 194, 144)

    def test_irregular_times_and_a_late_start_are_kept(self):
        self.assert_covered_alike(irregular_from_later(), 320, 180)

    def test_rotation_is_applied_once(self):
        self.assert_covered_alike(stored_sideways(), 180, 320)

    def assert_turns_upright(self, name, turn, back_deg):
        """It is noticed and covered as it is; --rotate, as offered, makes it upright."""
        source = held_wrongly(name, turn)
        as_it_is, upright = self.folder / "as-it-is", self.folder / "upright"
        self.assert_runs("run", source, "--out", as_it_is, "--pose", "lite")
        record = json.loads((as_it_is / "run.json").read_text())
        self.assertEqual(record["input"]["upright_turn_deg"], back_deg)
        self.assertIn(f"--rotate {back_deg}", " ".join(record["warnings"]))
        self.assert_runs("run", source, "--out", upright, "--pose", "lite", "--rotate", back_deg)
        record = json.loads((upright / "run.json").read_text())
        self.assertEqual(record["input"]["upright_turn_deg"], 0)
        stream = harness.probe(upright / "deidentified.mp4", "-show_entries",
                               "stream=width,height")["streams"][0]
        self.assertGreater(stream["width"], stream["height"])
        for folder in (as_it_is, upright):
            ended = self.assert_runs("check", source, folder / "deidentified.mp4", "--json")
            told = json.loads(ended.stdout)
            self.assertTrue(told["clean"], told)
            self.assertEqual(told["frames_changed_all_over"], 0)
            # The walker's head is covered, so hardly a frame is as it was.
            self.assertLess(told["frames_unchanged"], told["frames_compared"] / 2)

    def test_held_with_the_top_to_the_right(self):
        self.assert_turns_upright("right", "transpose=clock", 270)

    def test_held_with_the_top_to_the_left(self):
        self.assert_turns_upright("left", "transpose=cclock", 90)

    def test_held_upside_down(self):
        self.assert_turns_upright("down", "hflip,vflip", 180)
