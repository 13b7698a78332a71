// Judges templates as External Secrets Operator's engine v2 would: Go's
// text/template with missingkey=error and the operator's functions, run with
// placeholders in the place of secret values.
//
// Built for wasip1 as a library (a "reactor"): the host writes a request as
// JSON into the buffer that allocate gives, calls evaluate, and reads the
// answer at answerPointer.
package main

import (
	"encoding/json"
	"unsafe"
)

// What was handed to the host is kept here, or the collector would take it.
var request, answer []byte

//go:wasmexport allocate
func allocate(size int32) unsafe.Pointer {
	request = make([]byte, size)
	return unsafe.Pointer(unsafe.SliceData(request))
}

// evaluate judges the template in the request buffer and gives the answer's
// length in bytes.
//
//go:wasmexport evaluate
func evaluate() int32 {
	var template Template
	var verdict Verdict
	if err := json.Unmarshal(request, &template); err != nil {
		verdict = Verdict{Outcome: Undecided, Message: "the request is no JSON: " + err.Error()}
	} else {
		verdict = Judge(template)
	}
	request = nil
	// A Verdict holds texts and booleans only, which always have a JSON form.
	answer, _ = json.Marshal(verdict)
	return int32(len(answer))
}

//go:wasmexport answerPointer
func answerPointer() unsafe.Pointer {
	return unsafe.Pointer(unsafe.SliceData(answer))
}

func main() {}
