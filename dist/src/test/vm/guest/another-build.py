"""Turns the jars of a tree into those of another build, written over the same files: another-build.py LIB ID"""
import glob
import io
import os
import shutil
import sys
import zipfile

lib, build_id = sys.argv[1:]
for path in glob.glob(os.path.join(lib, "*.jar")):
    changed = io.BytesIO()
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(changed, "w", zipfile.ZIP_DEFLATED) as new:
        # Moves everything that follows, as a real build does.
        new.writestr("META-INF/padding", os.urandom(5000))
        for entry in old.infolist():
            content = old.read(entry)
            if entry.filename.endswith("common/build/build.properties"):
                content = b"\n".join(
                    b"build_id=" + build_id.encode() if line.startswith(b"build_id") else line
                    for line in content.splitlines()
                )
            new.writestr(entry, content)
    with open(path, "r+b") as jar:
        jar.truncate(0)
        jar.write(changed.getvalue())

# The native pmctl has its build in itself; the form on Java knows it from the jars.
tree = os.path.dirname(os.path.normpath(lib))
shutil.copy(os.path.join(tree, "libexec/pmctl-java"), os.path.join(tree, "bin/pmctl.new"))
os.replace(os.path.join(tree, "bin/pmctl.new"), os.path.join(tree, "bin/pmctl"))
