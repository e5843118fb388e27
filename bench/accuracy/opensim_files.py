#!/usr/bin/env python3
"""Reads this program's TRC and MOT with OpenSim, and moves a model of each kind by them.

    bench/accuracy/opensim_files.py --work FOLDER [--program build/bin/securepose]

Measures a stick figure that walks to the right and then to the left, exports it, and fails if
OpenSim refuses a file or loses a row, or if a segment of the moved model points more than one degree
away from where the landmarks do. The models are small ones, built here, with the coordinates' names,
axes and signs of Rajagopal et al. 2016 and of gait2392. OpenSim is installed into the work folder,
pinned by hash (the network is needed for that, and CPython 3.11).
"""
import argparse
import csv
import json
import math
import os
import pathlib
import shutil
import subprocess
import sys
import venv

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
FPS = 60
FRAMES = 240
WORST_DEG = 1.0


def enter_environment(work):
    """Starts this script again in the venv with OpenSim, which is made first if it is not there."""
    python = work / "venv" / "bin" / "python"
    if pathlib.Path(sys.prefix) == python.parent.parent:
        return
    wanted = (HERE / "opensim_requirements.txt").read_text()
    stamp = work / "venv" / "requirements.txt"
    if not stamp.exists() or stamp.read_text() != wanted:
        venv.create(work / "venv", with_pip=True, clear=True)
        subprocess.run([python, "-m", "pip", "install", "--quiet", "--no-deps", "--require-hashes",
                        "-r", HERE / "opensim_requirements.txt"], check=True)
        stamp.write_text(wanted)
    os.execv(python, [str(python), "-B", *sys.argv])


def write_poses(folder, leftwards):
    """BODY_25, 300 pixels a metre; the right ankle is lost for 3 frames and the left knee for 12."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for index in range(FRAMES):
        t = index / FPS
        x, swing = 400 + 300 * t, math.sin(2 * math.pi * t / 1.2)
        lean = 8
        points = [(0, 0, 0)] * 25
        points[0], points[1], points[8] = (x + 35, 420, .9), (x + lean, 500, .9), (x, 650, .9)
        for side, hip in ((1, 9), (-1, 12)):
            thigh = 0.4 * side * swing + 0.05
            knee = (x + 120 * math.sin(thigh), 650 + 120 * math.cos(thigh))
            shank = thigh - 0.5 * (1 + side * math.cos(2 * math.pi * t / 1.2)) / 2
            ankle = (knee[0] + 120 * math.sin(shank), knee[1] + 120 * math.cos(shank))
            foot = 0.3 * side * math.cos(2 * math.pi * t / 1.2)
            points[hip], points[hip + 1] = (x, 650, .9), (*knee, .9)
            points[hip + 2] = (*ankle, .9)
            toe, heel = (22, 24) if side > 0 else (19, 21)
            for place, along in ((toe, 50), (heel, -15)):
                points[place] = (ankle[0] + along * math.cos(foot) + 20 * math.sin(foot),
                                 ankle[1] - along * math.sin(foot) + 20 * math.cos(foot), .9)
        for shoulder in (2, 5):
            points[shoulder] = (x + lean, 500, .9)
            points[shoulder + 1] = (x + lean + 30 * swing, 570, .9)
            points[shoulder + 2] = (x + lean + 60 * swing, 640, .9)
        if 60 <= index < 63:
            points[11] = (0, 0, 0)
        if 120 <= index < 132:
            points[13] = (0, 0, 0)
        if leftwards:
            points = [(1900 - px if c else 0, y, c) for px, y, c in points]
            for a, b in [(2, 5), (3, 6), (4, 7), (9, 12), (10, 13), (11, 14), (22, 19), (23, 20),
                         (24, 21)]:
                points[a], points[b] = points[b], points[a]
        flat = [round(value, 4) for point in points for value in point]
        (folder / f"walk_{index:012d}_keypoints.json").write_text(
            json.dumps({"version": 1.3, "people": [{"pose_keypoints_2d": flat}]}))


def small_model(osim, kind):
    """Pelvis, trunk and both legs; knees as the kind has them."""
    model = osim.Model()
    ground = model.getGround()
    kept = [ground]  # Python must not drop what the model refers to

    def body(name):
        made = osim.Body(name, 1, osim.Vec3(0), osim.Inertia(1, 1, 1))
        model.addBody(made)
        kept.append(made)
        return made

    def joint(name, parent, place, child, axes):
        """@param axes  for the six axes of a SpatialTransform: coordinate and axis, or nothing"""
        transform = osim.SpatialTransform()
        unused = [[axis for axis in ((1, 0, 0), (0, 1, 0), (0, 0, 1))
                   if axis not in [tuple(map(abs, used)) for index, (_, used) in axes.items()
                                   if index // 3 == block]] for block in range(2)]
        for index in range(6):
            moved = transform.updTransformAxis(index)
            if index in axes:
                coordinate, axis = axes[index]
                moved.setCoordinateNames(osim.ArrayStr(coordinate, 1))
                moved.set_function(osim.LinearFunction(1, 0))
            else:
                axis = unused[index // 3].pop()
                moved.set_function(osim.Constant(0))
            moved.setAxis(osim.Vec3(*axis))
        zero = osim.Vec3(0)
        made = osim.CustomJoint(name, parent, osim.Vec3(*place), zero, child, zero, zero, transform)
        model.addJoint(made)
        kept.append(made)

    pelvis, torso = body("pelvis"), body("torso")
    joint("ground_pelvis", ground, (0, 0, 0), pelvis,
          {0: ("pelvis_tilt", (0, 0, 1)), 1: ("pelvis_list", (1, 0, 0)),
           2: ("pelvis_rotation", (0, 1, 0)), 3: ("pelvis_tx", (1, 0, 0)),
           4: ("pelvis_ty", (0, 1, 0)), 5: ("pelvis_tz", (0, 0, 1))})
    joint("back", pelvis, (-0.1, 0.08, 0), torso, {0: ("lumbar_extension", (0, 0, 1))})
    knee_axis = (0, 0, -1) if kind == "rajagopal" else (0, 0, 1)
    hip_place = (-0.0563, -0.0785) if kind == "rajagopal" else (-0.0707, -0.0661)
    for side, outwards in (("r", 0.08), ("l", -0.08)):
        femur, tibia, foot = (body(f"{name}_{side}") for name in ("femur", "tibia", "calcn"))
        joint(f"hip_{side}", pelvis, (*hip_place, outwards), femur,
              {0: (f"hip_flexion_{side}", (0, 0, 1))})
        joint(f"knee_{side}", femur, (0, -0.4, 0), tibia, {0: (f"knee_angle_{side}", knee_axis)})
        joint(f"ankle_{side}", tibia, (0, -0.4, 0), foot, {0: (f"ankle_angle_{side}", (0, 0, 1))})
    model.finalizeConnections()
    return model, kept


# Body of the model, its direction in the body, and the landmarks from and to which it points.
SEGMENTS = [("torso", (0, 1, 0), ("hips", "shoulders"))] + [
    (f"{name}_{side[0]}", direction, (f"{side}_{a}", f"{side}_{b}"))
    for side in ("right", "left")
    for name, direction, a, b in (("femur", (0, -1, 0), "hip", "knee"),
                                  ("tibia", (0, -1, 0), "knee", "ankle"),
                                  ("calcn", (1, 0, 0), "heel", "big_toe"))]


def landmarks(result):
    """Per time, written with five decimals: name -> place, y upwards, in pixels."""
    places = {}
    with open(result / "poses.csv", newline="") as stream:
        for row in csv.DictReader(stream):
            here = {}
            for column, value in row.items():
                if column.endswith("_x_px") and value:
                    name = column.removesuffix("_x_px")
                    here[name] = (float(value), -float(row[f"{name}_y_px"]))
            for middle, name in (("hips", "hip"), ("shoulders", "shoulder")):
                if f"left_{name}" in here and f"right_{name}" in here:
                    (ax, ay), (bx, by) = here[f"left_{name}"], here[f"right_{name}"]
                    here[middle] = ((ax + bx) / 2, (ay + by) / 2)
            places[f"{float(row['time_s']):.5f}"] = here
    return places


def apart_deg(a, b):
    turn = math.degrees(math.atan2(a[1], a[0]) - math.atan2(b[1], b[0]))
    return abs((turn + 180) % 360 - 180)


def move_model(osim, kind, mot, places):
    """The worst difference in degrees between segments and landmarks, and the hips' in metres."""
    written = [line for line in mot.read_text().split("endheader\n")[1].split("\n")[1:] if line]
    storage = osim.Storage(str(mot))
    if storage.getSize() != len(written):
        sys.exit(f"{mot.name}: OpenSim reads {storage.getSize()} of {len(written)} rows")
    labels = storage.getColumnLabels()
    names = [labels.get(k) for k in range(1, labels.getSize())]
    model, _kept = small_model(osim, kind)
    state = model.initSystem()
    coordinates = model.getCoordinateSet()
    worst, compared = 0, 0
    for k in range(storage.getSize()):
        vector = storage.getStateVector(k)
        for c, name in enumerate(names):
            if not coordinates.contains(name):
                if name.startswith(("arm_", "elbow_")):
                    continue  # the small models have no arms
                sys.exit(f"{mot.name}: the model has no coordinate {name}")
            value = vector.getData().get(c)
            rotates = not name.startswith("pelvis_t") or name == "pelvis_tilt"
            coordinates.get(name).setValue(state, math.radians(value) if rotates else value, False)
        model.realizePosition(state)
        here = places[f"{vector.getTime():.5f}"]
        for body, direction, (start, end) in SEGMENTS:
            coordinate = {"femur": "hip_flexion", "tibia": "knee_angle", "calcn": "ankle_angle",
                          "torso": "lumbar_extension"}[body.split("_")[0]]
            needed = coordinate + (body[-2:] if "_" in body else "")
            if needed not in names or start not in here or end not in here:
                continue
            points = model.getBodySet().get(body).expressVectorInGround(
                state, osim.Vec3(*direction))
            seen = (here[end][0] - here[start][0], here[end][1] - here[start][1])
            worst = max(worst, apart_deg((points.get(0), points.get(1)), seen))
            compared += 1
    return worst, compared


def main():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--work", required=True, type=pathlib.Path,
                        help="folder for OpenSim and everything between")
    parser.add_argument("--program", type=pathlib.Path, default=ROOT / "build/bin/securepose",
                        help="securepose (default: build/bin/securepose)")
    given = parser.parse_args()
    given.work.mkdir(parents=True, exist_ok=True)
    work, program = given.work.resolve(), given.program.resolve()
    enter_environment(work)
    import opensim as osim
    osim.Logger.setLevelString("Error")

    failed = False
    for way in ("right", "left"):
        poses, result = work / f"poses_{way}", work / f"result_{way}"
        write_poses(poses, way == "left")
        run = [program, "kinematics", "--poses", poses, "--fps", str(FPS), "--height-m", "1.7",
               "--out", result, "--force", "--quiet"]
        subprocess.run(run, check=True)
        places = landmarks(result)
        trc = work / f"walk_{way}.trc"
        subprocess.run([program, "export", result, "--format", "trc", "--out", trc, "--force",
                        "--quiet"], check=True)
        table = osim.TimeSeriesTableVec3(str(trc))
        print(f"{trc.name}: {table.getNumRows()} of {FRAMES} rows, {table.getNumColumns()} markers")
        failed = failed or table.getNumRows() != FRAMES
        for kind in ("rajagopal", "gait2392"):
            for old in work.glob(f"{kind}_{way}*.mot"):
                old.unlink()
            mot = work / f"{kind}_{way}.mot"
            subprocess.run([program, "export", result, "--format", "mot", "--model", kind, "--out",
                            mot, "--quiet"], check=True)
            files = sorted(work.glob(f"{kind}_{way}*.mot"))
            for file in files:
                worst, compared = move_model(osim, kind, file, places)
                print(f"{file.name}: {compared} segments compared, at most {worst:.3f} degrees off")
                failed = failed or worst > WORST_DEG or compared == 0
            failed = failed or len(files) < 2  # the knee's long gap ends a file
    sys.exit("OpenSim does not see what the landmarks show" if failed else 0)


if __name__ == "__main__":
    main()
