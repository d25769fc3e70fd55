// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

// What is made for each engine, by what checks it: xmllint(1).

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/farm/farm_job.h"
#include "tests/support/sandbox.h"

namespace slipway::test {
namespace {

using ::testing::HasSubstr;

// As OpenCue documents it: what stands in what, in which order.
constexpr const char* kCueDtd =
    R"(<!ELEMENT spec (facility?, dept?, show, shot, user, email?, uid?, job*, depends*)>
<!ELEMENT job (paused?, priority?, maxretries?, maxcores?, maxgpus?, autoeat?, localbook?, os?, env*, layers?)>
<!ATTLIST job name NMTOKEN #REQUIRED>
<!ELEMENT layers (layer+)>
<!ELEMENT layer (cmd, range, chunk, cores?, threadable?, memory?, gpus?, gpu?, gpu_memory?, timeout?, timeout_llu?, tags?, limits?, env*, services?, outputs*)>
<!ATTLIST layer name NMTOKEN #REQUIRED type (Render | Util | Post) #REQUIRED>
<!ELEMENT services (service+)>
<!ELEMENT depends (depend*)>
<!ELEMENT depend (depjob, deplayer?, depframe?, onjob, onlayer?, onframe?)>
<!ATTLIST depend type NMTOKEN #REQUIRED anyframe NMTOKEN #IMPLIED>
<!ELEMENT facility (#PCDATA)> <!ELEMENT dept (#PCDATA)> <!ELEMENT show (#PCDATA)>
<!ELEMENT shot (#PCDATA)> <!ELEMENT user (#PCDATA)> <!ELEMENT email (#PCDATA)>
<!ELEMENT uid (#PCDATA)> <!ELEMENT paused (#PCDATA)> <!ELEMENT priority (#PCDATA)>
<!ELEMENT maxretries (#PCDATA)> <!ELEMENT maxcores (#PCDATA)> <!ELEMENT maxgpus (#PCDATA)>
<!ELEMENT autoeat (#PCDATA)> <!ELEMENT os (#PCDATA)> <!ELEMENT cmd (#PCDATA)>
<!ELEMENT range (#PCDATA)> <!ELEMENT chunk (#PCDATA)> <!ELEMENT cores (#PCDATA)>
<!ELEMENT threadable (#PCDATA)> <!ELEMENT memory (#PCDATA)> <!ELEMENT gpus (#PCDATA)>
<!ELEMENT gpu_memory (#PCDATA)> <!ELEMENT timeout (#PCDATA)> <!ELEMENT tags (#PCDATA)>
<!ELEMENT service (#PCDATA)> <!ELEMENT depjob (#PCDATA)> <!ELEMENT onjob (#PCDATA)>
)";

void expectValidXml(const std::string& xml) {
    Sandbox world;
    world.write("cjsl.dtd", kCueDtd);
    world.write("job.xml", xml);
    const Ended ended = run(world.command(
        program("xmllint"), {"--noout", "--dropdtd", "--nonet", "--dtdvalid",
                             (world / "cjsl.dtd").string(), (world / "job.xml").string()}));
    EXPECT_EQ(ended.code, 0) << ended << xml;
}

TEST(OpenCueJob, IsValidByTheDtd) {
    const std::vector<JobOption> options = {
        {"show", "bunny & <co>"}, {"facility", "lon"}, {"priority", "50"}, {"memory", "8g"},
        {"tags", "general"},      {"os", "linux"},     {"service", "maya"}};
    for (const std::size_t tasks : {0, 1, 25}) {
        expectValidXml(textOf(opencueSubmission(with(job(tasks), options)), "job.xml"));
    }
    const std::string xml = textOf(opencueSubmission(behind(with(job(), options))), "job.xml");
    expectValidXml(xml);
    EXPECT_THAT(xml, HasSubstr("<onjob>4711</onjob>"));
    EXPECT_THAT(xml, HasSubstr("--task #FRAME_START#"));
}

}  // namespace
}  // namespace slipway::test
