"""Times the Python pipeline on one file, as the live check calls it: reference.py FILE DATASET SHARED. Prints JSON."""

import json
import os
import resource
import sys
import tempfile
import time
from pathlib import Path

from digital_land.organisation import Organisation
from digital_land.pipeline import Pipeline
from digital_land.specification import Specification

path, dataset, shared = sys.argv[1:4]
specification = Specification(os.path.join(shared, "specification"))
collection = specification.dataset[dataset]["collection"]

with tempfile.TemporaryDirectory() as folder:
    pipeline_dir = os.path.join(folder, "pipeline")
    os.makedirs(pipeline_dir)
    for name in ["column.csv", "transform.csv"]:
        source = os.path.join(shared, "configuration/pipeline", collection, name)
        if os.path.exists(source):
            Path(pipeline_dir, name).write_bytes(Path(source).read_bytes())
    pipeline = Pipeline(pipeline_dir, dataset, specification=specification)
    organisation = Organisation(os.path.join(shared, "organisation.csv"), Path(pipeline_dir))
    start = time.time()
    pipeline.transform(
        input_path=path,
        output_path=Path(folder, "transformed.csv"),
        organisation=organisation,
        resource=Path(path).stem,
        valid_category_values={},
        converted_path=Path(folder, "converted.csv"),
        disable_lookups=True,
    )
    seconds = time.time() - start

rows = pipeline.dataset_resource_log.line_count - 1
print(json.dumps({"seconds": seconds, "rows": rows, "peak": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}))
