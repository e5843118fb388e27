#!/usr/bin/env python3
"""How far the movement measured in the covered video is from that of the original.

For each result folder of `securepose run`: runs the program on its deidentified.mp4, with the same
person for patient, and compares the two results with `securepose kinematics --compare`. Prints one
row a recording: root mean square differences of hip, knee, ankle and trunk in degrees, contacts
found in both, in one only.

    covered_movement.py PROGRAM RESULT... [-- OPTIONS OF RUN]
"""
import csv
import json
import math
import pathlib
import subprocess
import sys
import tempfile

JOINTS = {"hip": "hip_flexion_deg", "knee": "knee_flexion_deg", "ankle": "ankle_dorsiflexion_deg",
          "trunk": "trunk_lean_deg"}


def rmse(angles, joint):
    """Of both sides together, weighted by their number of pairs; "-" where there is none."""
    found = [a for name, a in angles.items()
             if name in (joint, "left_" + joint, "right_" + joint)]
    count = sum(a["count"] for a in found)
    if count == 0:
        return "-"
    return f"{math.sqrt(sum(a['count'] * a['rmse'] ** 2 for a in found) / count):.1f}"


def patients_place(result):
    """Where the patient's hips are in the middle of what is seen of them, as --patient takes it."""
    patient = str(json.loads((result / "run.json").read_text())["patient"]["person"])
    hips = ("left_hip", "right_hip")
    with open(result / "poses.csv", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["person"] == patient
                and all(row[f"{hip}_{axis}_px"] for hip in hips for axis in "xy")]
    row = rows[len(rows) // 2]
    x, y = (sum(float(row[f"{hip}_{axis}_px"]) for hip in hips) / 2 for axis in "xy")
    return f"{x:.0f},{y:.0f}@{row['time_s']}"


def compared(program, result, options, folder):
    again = pathlib.Path(folder) / "covered"
    subprocess.run([program, "run", str(result / "deidentified.mp4"), "--out", str(again), "--quiet",
                    "--patient", patients_place(result), *options], check=True)
    told = subprocess.run([program, "kinematics", "--compare", str(result), str(again), "--json"],
                          check=True, capture_output=True, text=True).stdout
    return json.loads(told)


def main(arguments):
    split = arguments.index("--") if "--" in arguments else len(arguments)
    names, options = arguments[:split], arguments[split + 1:]
    if len(names) < 2:
        sys.exit(__doc__)
    program, results = names[0], [pathlib.Path(name) for name in names[1:]]
    print("| recording | " + " | ".join(JOINTS) + " | contacts in both | in one only |")
    print("|---" * (len(JOINTS) + 3) + "|")
    for number, result in enumerate(results, start=1):
        with tempfile.TemporaryDirectory() as folder:
            told = compared(program, result, options, folder)
        contacts = told["contacts_s"].values()
        row = [rmse(told["angles_deg"], joint) for joint in JOINTS.values()]
        both = sum(c["count"] for c in contacts)
        alone = sum(c["missed"] + c["extra"] for c in contacts)
        print(f"| {number} | " + " | ".join(row) + f" | {both} | {alone} |", flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
