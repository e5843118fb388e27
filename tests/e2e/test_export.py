"""Exported files, read back by readers that share nothing with the program."""
import ast
import csv
import json
import math
import struct
import zipfile

import harness

FRAMES = 90
FPS = 30


def write_poses(folder):
    """A stick figure that walks to the right; BODY_25, 300 pixels a metre."""
    folder.mkdir()
    for index in range(FRAMES):
        t = index / FPS
        x, swing = 400 + 330 * t, math.sin(2 * math.pi * t / 1.2)
        points = [(0, 0, 0)] * 25
        points[0], points[1], points[8] = (x + 25, 420, 0.9), (x, 500, 0.9), (x, 650, 0.9)
        for side, hip in ((1, 9), (-1, 12)):
            thigh = 0.4 * side * swing
            knee = (x + 120 * math.sin(thigh), 650 + 120 * math.cos(thigh))
            shank = thigh - 0.5 * (1 + side * math.cos(2 * math.pi * t / 1.2)) / 2
            ankle = (knee[0] + 120 * math.sin(shank), knee[1] + 120 * math.cos(shank))
            points[hip], points[hip + 1] = (x, 650, 0.9), (*knee, 0.9)
            points[hip + 2] = (*ankle, 0.9)
            toe, heel = (22, 24) if side > 0 else (19, 21)
            points[toe] = (ankle[0] + 50, ankle[1] + 20, 0.9)
            points[heel] = (ankle[0] - 15, ankle[1] + 20, 0.9)
        for shoulder in (2, 5):
            points[shoulder] = (x, 500, 0.9)
            points[shoulder + 1] = (x + 30 * swing, 570, 0.9)
            points[shoulder + 2] = (x + 60 * swing, 640, 0.9)
        flat = [round(value, 3) for point in points for value in point]
        (folder / f"walk_{index:012d}_keypoints.json").write_text(
            json.dumps({"version": 1.3, "people": [{"pose_keypoints_2d": flat}]}))


def read_trc(file):
    lines = file.read_text().split("\n")
    assert lines[0].split("\t") == ["PathFileType", "4", "(X/Y/Z)", file.name], lines[0]
    header = dict(zip(lines[1].split("\t"), lines[2].split("\t")))
    names = [name for name in lines[3].split("\t")[2:] if name]
    rows = [line.split("\t") for line in lines[6:] if line]
    return header, names, rows


def read_mot(file):
    head, body = file.read_text().split("endheader\n")
    facts = dict(line.split("=") for line in head.split("\n") if "=" in line)
    rows = [line.split("\t") for line in body.split("\n") if line]
    return facts, rows[0], [[float(cell) for cell in row] for row in rows[1:]]


def read_c3d(file):
    """Header, parameters and points by the format's own description."""
    data = file.read_bytes()
    parameter_block, key, points, _, first, last = struct.unpack_from("<BBHHHH", data)
    scale, data_block = struct.unpack_from("<fH", data, 12)
    rate = struct.unpack_from("<f", data, 20)[0]
    assert key == 0x50 and scale < 0 and data[512 * (parameter_block - 1) + 3] == 84
    groups, parameters, at = {}, {}, 512 * (parameter_block - 1) + 4
    while True:
        length, group = struct.unpack_from("<bb", data, at)
        if length == 0 or group == 0:
            break
        name = data[at + 2:at + 2 + abs(length)].decode()
        offset_at = at + 2 + abs(length)
        offset = struct.unpack_from("<H", data, offset_at)[0]
        if group < 0:
            groups[-group] = name
        else:
            size, dimensions = struct.unpack_from("<bB", data, offset_at + 2)
            shape = list(data[offset_at + 4:offset_at + 4 + dimensions])
            count = math.prod(shape) if shape else 1
            begin = offset_at + 4 + dimensions
            kind = {-1: "s", 1: "b", 2: "h", 4: "f"}[size]
            if kind == "s":
                text = data[begin:begin + count].decode()
                width = shape[0] if shape else 1
                value = [text[i:i + width].rstrip() for i in range(0, len(text), width)]
            else:
                value = list(struct.unpack_from(f"<{count}{kind}", data, begin))
            parameters[(group, name)] = value
        if offset == 0:
            break
        at = offset_at + offset
    named = {f"{groups[group]}:{name}": value for (group, name), value in parameters.items()}
    frames = last - first + 1
    floats = struct.unpack_from(f"<{4 * points * frames}f", data, 512 * (data_block - 1))
    rows = [[floats[4 * (f * points + p):4 * (f * points + p) + 4] for p in range(points)]
            for f in range(frames)]
    return rate, named, rows


def read_npz(file):
    """Arrays as (shape, flat list); text as strings."""
    arrays = {}
    with zipfile.ZipFile(file) as archive:
        assert archive.testzip() is None
        for member in archive.namelist():
            data = archive.read(member)
            assert data[:8] == b"\x93NUMPY\x01\x00"
            length = struct.unpack_from("<H", data, 8)[0]
            header = ast.literal_eval(data[10:10 + length].decode())
            body, kind = data[10 + length:], header["descr"]
            if kind.startswith("<U"):
                width = 4 * int(kind[2:])
                values = [body[i:i + width].decode("utf-32-le").rstrip("\0")
                          for i in range(0, len(body), width)]
            else:
                values = [v for (v,) in struct.iter_unpack(
                    {"<f8": "<d", "<i8": "<q", "|b1": "<?"}[kind], body)]
            assert len(values) == math.prod(header["shape"])
            arrays[member.removesuffix(".npy")] = (header["shape"], values)
    return arrays


class Export(harness.RunTestCase):
    def setUp(self):
        super().setUp()
        write_poses(self.folder / "poses")
        self.result = self.folder / "result-of-jane-doe"
        self.assert_runs("kinematics", "--poses", self.folder / "poses", "--fps", FPS,
                         "--height-m", "1.7", "--out", self.result)

    def export(self, format_name, name, *more):
        out = self.folder / name
        self.assert_runs("export", self.result, "--format", format_name, "--out", out, *more)
        for file in [out] if out.is_file() else [p for p in out.rglob("*") if p.is_file()]:
            content = file.read_bytes()
            for secret in (b"jane", str(self.folder).encode(), b"/tmp"):
                self.assertNotIn(secret, content.lower(), file.name)
        return out

    def hip_x_px(self):
        return [float(row["left_hip_x_px"]) for row in harness.read_csv(self.result / "poses.csv")]

    def scale(self):
        return json.loads((self.result / "gait.json").read_text())["scale"]["m_per_px"]

    def test_trc_has_the_points(self):
        header, names, rows = read_trc(self.export("trc", "walk.trc"))
        self.assertEqual(int(header["NumFrames"]), len(rows))
        self.assertEqual(int(header["NumMarkers"]), len(names))
        self.assertEqual(header["Units"], "m")
        self.assertAlmostEqual(float(header["DataRate"]), FPS, places=2)
        column = 2 + 3 * names.index("left_hip")
        for row, px in zip(rows, self.hip_x_px(), strict=True):
            self.assertEqual(len(row), 2 + 3 * len(names))
            self.assertAlmostEqual(float(row[column]), px * self.scale(), places=3)
        feet = [float(row[3 + 3 * names.index("left_heel")]) for row in rows]
        self.assertGreater(float(rows[0][3 + 3 * names.index("neck")]), max(feet))

    def test_mot_moves_a_model(self):
        angles = {round(float(row["time_s"]), 5): row
                  for row in harness.read_csv(self.result / "angles.csv")}
        for model, sign in (("rajagopal", 1), ("gait2392", -1)):
            facts, names, rows = read_mot(self.export("mot", f"{model}.mot", "--model", model))
            self.assertEqual(int(facts["nRows"]), len(rows))
            self.assertEqual(int(facts["nColumns"]), len(names))
            self.assertEqual(facts["inDegrees"], "yes")
            self.assertEqual(names[0], "time")
            self.assertGreater(len(rows), FRAMES - 10)
            self.assertFalse(any(math.isnan(value) for row in rows for value in row))
            knee, hip = names.index("knee_angle_r"), names.index("hip_flexion_l")
            for row in rows:
                seen = angles[round(row[0], 5)]
                if seen["right_knee_flexion_deg"]:
                    self.assertAlmostEqual(row[knee], sign * float(seen["right_knee_flexion_deg"]),
                                           places=3)
                if seen["left_hip_flexion_deg"]:
                    self.assertAlmostEqual(row[hip], float(seen["left_hip_flexion_deg"]), places=3)
            self.assertEqual(rows[0][names.index("pelvis_rotation")], 0)

    def test_c3d_has_points_and_events(self):
        rate, parameters, rows = read_c3d(self.export("c3d", "walk.c3d"))
        self.assertAlmostEqual(rate, FPS, places=2)
        self.assertEqual(len(rows), FRAMES)
        self.assertEqual(parameters["POINT:UNITS"], ["m"])
        labels = parameters["POINT:LABELS"]
        hip = labels.index("left_hip")
        for row, px in zip(rows, self.hip_x_px(), strict=True):
            self.assertAlmostEqual(row[hip][0], px * self.scale(), places=3)
            self.assertGreaterEqual(row[hip][3], 0)
        events = harness.read_csv(self.result / "events.csv")
        self.assertGreater(len(events), 2)
        self.assertEqual(parameters["EVENT:USED"], [len(events)])
        for k, event in enumerate(events):
            minutes, seconds = parameters["EVENT:TIMES"][2 * k:2 * k + 2]
            self.assertAlmostEqual(60 * minutes + seconds, float(event["time_s"]), places=4)
            self.assertEqual(parameters["EVENT:CONTEXTS"][k].lower(), event["side"])

    def test_npz_has_everything(self):
        arrays = read_npz(self.export("npz", "walk.npz"))
        self.assertEqual(arrays["landmarks_px"][0], (FRAMES, 33, 2))
        hip = arrays["landmark_names"][1].index("left_hip")
        for frame, px in enumerate(self.hip_x_px()):
            self.assertAlmostEqual(arrays["landmarks_px"][1][(33 * frame + hip) * 2], px, places=2)
        self.assertEqual(arrays["angles_deg"][0][1], len(arrays["angle_names"][1]))
        self.assertEqual(set(arrays["event_side"][1]) | {"left", "right"}, {"left", "right"})

    def test_motion_bids_keeps_the_rules(self):
        out = self.export("motion-bids", "bids", "--subject", "07")
        description = json.loads((out / "dataset_description.json").read_text())
        self.assertTrue({"Name", "BIDSVersion"} <= set(description))
        stem = out / "sub-07" / "motion" / "sub-07_task-movement_tracksys-video"
        with open(f"{stem}_channels.tsv", encoding="utf-8") as stream:
            channels = list(csv.DictReader(stream, delimiter="\t"))
        self.assertEqual(list(channels[0])[:5],
                         ["name", "component", "type", "tracked_point", "units"])
        self.assertTrue({c["type"] for c in channels} <= {"POS", "JNTANG", "LATENCY"})
        self.assertTrue({c["component"] for c in channels} <= {"x", "y", "z", "n/a"})
        facts = json.loads(stem.with_name(stem.name + "_motion.json").read_text())
        self.assertEqual(facts["TaskName"], "movement")
        self.assertAlmostEqual(facts["SamplingFrequency"], FPS, places=2)
        with open(f"{stem}_motion.tsv", encoding="utf-8") as stream:
            rows = [line.rstrip("\n").split("\t") for line in stream]
        self.assertEqual(len(rows), FRAMES)
        self.assertEqual({len(row) for row in rows}, {len(channels)})
        for row in rows:
            for cell in row:
                self.assertTrue(cell == "n/a" or math.isfinite(float(cell)))

    def test_openpose_can_be_measured_again(self):
        out = self.export("openpose", "json")
        self.assertEqual(len(list(out.iterdir())), FRAMES)
        again = self.folder / "again"
        self.assert_runs("kinematics", "--poses", out, "--fps", FPS, "--height-m", "1.7",
                         "--filter", "none", "--out", again)
        told = json.loads(self.assert_runs("kinematics", "--compare", self.result, again,
                                           "--json").stdout)
        knee = told["angles_deg"]["right_knee_flexion_deg"]
        self.assertLess(knee["rmse"], 0.5)

    def test_csv_and_what_is_there_stays(self):
        out = self.export("csv", "walk.csv")
        rows = harness.read_csv(out)
        self.assertEqual(len(rows), FRAMES)
        ended = self.assert_runs("export", self.result, "--format", "csv", "--out", out, code=1)
        self.assertIn("--force", ended.stderr)


class Laboratory(harness.RunTestCase):
    def test_compares_with_a_laboratory(self):
        write_poses(self.folder / "poses")
        result = self.folder / "result"
        self.assert_runs("kinematics", "--poses", self.folder / "poses", "--fps", FPS, "--out",
                         result)
        lines = ["ik", "version=1", "nRows=90", "nColumns=2", "inDegrees=yes", "endheader",
                 "time\tknee_angle_r"]
        for row in harness.read_csv(result / "angles.csv"):
            if row["right_knee_flexion_deg"]:
                lines.append(f"{float(row['time_s']) + 1.5:.6f}\t"
                             f"{float(row['right_knee_flexion_deg']) + 4:.6f}")
        (self.folder / "ik.mot").write_text("\n".join(lines) + "\n")
        events = ["time_s,side,event"] + [
            f"{float(row['time_s']) + 1.52:.6f},{row['side']},{row['event']}"
            for row in harness.read_csv(result / "events.csv")]
        (self.folder / "plates.csv").write_text("\n".join(events) + "\n")
        told = json.loads(self.assert_runs(
            "validate", result, "--angles", self.folder / "ik.mot", "--events",
            self.folder / "plates.csv", "--json").stdout)
        self.assertAlmostEqual(told["reference_shift_s"], -1.5, places=2)
        self.assertAlmostEqual(told["angles_deg"]["right_knee_flexion_deg"]["bias"], -4, places=1)
        for contacts in told["contacts_s"].values():
            self.assertAlmostEqual(contacts["bias"], -0.02, places=2)
            self.assertEqual(contacts["missed"] + contacts["extra"], 0)


class Tasks(harness.RunTestCase):
    def test_tasks_and_given_events(self):
        write_poses(self.folder / "poses")
        for task, key in (("balance", "sway"), ("rhythm", "rhythms"), ("rom", "ranges")):
            out = self.folder / task
            self.assert_runs("kinematics", "--poses", self.folder / "poses", "--fps", FPS,
                             "--task", task, "--out", out)
            told = json.loads((out / "gait.json").read_text())["task"]
            self.assertEqual(told["name"], task)
            self.assertIn(key, told)
        given = self.folder / "given.csv"
        given.write_text("time_s,side,event\n0.5,right,initial_contact\n"
                         "1.25,right,final_contact\n1.7,right,initial_contact\n")
        out = self.folder / "given"
        self.assert_runs("kinematics", "--poses", self.folder / "poses", "--fps", FPS, "--events",
                         given, "--out", out)
        strides = harness.read_csv(out / "strides.csv")
        self.assertEqual(len(strides), 1)
        self.assertAlmostEqual(float(strides[0]["stride_time_s"]), 1.2, places=3)
