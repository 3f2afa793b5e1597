"""The first asset: the files that a run is about to read."""

import dagster as dg

from pipelines.defs.describe import ROOMS
from pipelines.defs.resources import Documents
from pipelines.load.discover import find_files

NAMES_SHOWN = 50


@dg.asset(
    group_name=ROOMS["read"],
    kinds={"file"},
    description="待读取的文件\n\nThe files that the run reads: those at rest in the inbox, or the paths it was given.",
)
def source_documents(documents: Documents) -> dg.MaterializeResult[None]:
    files = find_files(documents.files())
    listed = [f"- {path.name}" for path in files[:NAMES_SHOWN]]
    if len(files) > NAMES_SHOWN:
        listed.append(f"- and {len(files) - NAMES_SHOWN} more")
    return dg.MaterializeResult(
        metadata={
            "files": len(files),
            "bytes": sum(path.stat().st_size for path in files),
            "names": dg.MetadataValue.md("\n".join(listed)),
        }
    )
